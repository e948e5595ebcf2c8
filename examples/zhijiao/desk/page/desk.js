// What the pages do beyond plain forms: files dropped onto them, places gone to,
// progress told, schools filtered. Without it they work, too.
"use strict";

for (const area of document.querySelectorAll(".drop")) {
  const inputs = [...area.querySelectorAll("input[type=file]")];
  const input = inputs.find((i) => !i.webkitdirectory) || inputs[0];
  for (const name of ["dragenter", "dragover"]) area.addEventListener(name, (e) => { e.preventDefault(); area.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.classList.remove("over"));
  area.addEventListener("drop", (e) => {
    e.preventDefault();
    if (input && e.dataTransfer.files.length) input.files = e.dataTransfer.files;
  });
}

// pick selects a stretch of a text and brings it to sight. The browser wraps lines as
// it likes: a hidden twin tells how far down the place is.
function pick(area, from, length) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, from + length);
  const twin = area.cloneNode();
  twin.removeAttribute("id");
  twin.removeAttribute("name");
  twin.value = area.value.slice(0, from);
  twin.rows = 1;
  twin.className = "twin";
  area.after(twin);
  const height = twin.scrollHeight;
  twin.remove();
  area.scrollTop = Math.max(0, height - area.clientHeight / 2);
}

// A finding leads to its line in the text and to its paragraph on the page.
for (const link of document.querySelectorAll("a.goto")) {
  link.addEventListener("click", (e) => {
    e.preventDefault();
    const { line, column, found, para } = link.dataset;
    for (const lit of document.querySelectorAll("svg .lit")) lit.classList.remove("lit");
    const texts = para >= 0 ? document.querySelectorAll(`svg [data-para="${para}"]`) : [];
    for (const t of texts) t.classList.add("lit");
    if (texts.length) texts[0].closest("figure").scrollIntoView({ block: "nearest" });
    const area = document.getElementById("text");
    if (!area) return;
    const lines = area.value.split("\n");
    let from = 0;
    for (let i = 0; i < line - 1; i++) from += lines[i].length + 1;
    const chars = [...(lines[line - 1] || "")];
    from += chars.slice(0, Math.max(0, column - 1)).join("").length;
    pick(area, from, (found || "").length);
    area.scrollIntoView({ block: "nearest" });
  });
}

// What takes its time says so. A download leaves the page where it is: the word
// goes when the browser has something else to show, or after a while.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const said = form.querySelector(".busy") || form.appendChild(document.createElement("p"));
    said.className = "busy";
    said.setAttribute("role", "status");
    said.textContent = form.dataset.busy;
    setTimeout(() => { said.textContent = ""; }, 8000);
  });
}

// What was edited and not sent is neither in a download nor in a pack: say so, and
// ask before the page is left.
for (const edit of document.querySelectorAll("form[data-edit]")) {
  let changed = false;
  edit.addEventListener("input", () => { changed = true; });
  edit.addEventListener("submit", () => { changed = false; });
  const warn = (e) => {
    if (!changed) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    alert(edit.dataset.edit);
  };
  for (const link of document.querySelectorAll("main a[href]:not([href^='#'])")) link.addEventListener("click", warn);
  for (const other of document.querySelectorAll("form")) if (other !== edit) other.addEventListener("submit", warn, true);
  addEventListener("beforeunload", (e) => { if (changed) e.preventDefault(); });
}

// Whoever saves goes on where they were, with the same parts unfolded.
const kept = "open " + location.pathname;
for (const edit of document.querySelectorAll("form.fields")) {
  const now = JSON.parse(sessionStorage.getItem(kept) || "null");
  if (now) {
    for (const id of now.open) { const d = document.getElementById(id); if (d) d.open = true; }
    const at = now.at && document.getElementById(now.at);
    if (at && !location.hash) at.querySelector("summary").focus({ preventScroll: true });
    if (!location.hash) scrollTo(0, now.y);
    sessionStorage.removeItem(kept);
  }
  let at = "";
  edit.addEventListener("focusin", (e) => { const d = e.target.closest("details"); if (d) at = d.id; });
  edit.addEventListener("submit", () => {
    const open = [...edit.querySelectorAll("details[open]")].map((d) => d.id);
    sessionStorage.setItem(kept, JSON.stringify({ open, at, y: scrollY }));
  });
}

const state = document.querySelector("[data-wait]");
if (state) {
  const ask = async () => {
    try {
      const now = await (await fetch(state.dataset.wait)).json();
      if (now.done) return location.reload();
      state.textContent = now.state;
    } catch {
      state.textContent = "连不上程序了：它可能已经关闭。";
      return;
    }
    setTimeout(ask, 400);
  };
  setTimeout(ask, 200);
}

for (const filter of document.querySelectorAll("[data-filter]")) {
  filter.addEventListener("input", () => {
    for (const one of document.querySelectorAll(filter.dataset.filter)) one.hidden = !one.dataset.name.includes(filter.value.trim());
  });
}

// What the address points at is to be seen, in whatever it is folded.
const unfold = () => {
  const at = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!at) return;
  for (let up = at; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  at.scrollIntoView();
  const to = at.querySelector("input:not([type=hidden]), textarea, select") || at.querySelector("summary, button");
  if (to) to.focus({ preventScroll: true });
};
for (const link of document.querySelectorAll("a.goline")) {
  link.addEventListener("click", (e) => {
    e.preventDefault();
    const area = link.closest(".field").querySelector("textarea");
    const lines = area.value.split("\n"), n = link.dataset.line - 1;
    pick(area, lines.slice(0, n).join("\n").length + (n ? 1 : 0), (lines[n] || "").length);
    area.scrollIntoView({ block: "nearest" });
  });
}
addEventListener("hashchange", unfold);
for (const link of document.querySelectorAll("a[href^='#']")) link.addEventListener("click", () => { if (link.hash === location.hash) unfold(); });
unfold();

// What was just written into a text is shown there.
for (const edit of document.querySelectorAll("[data-wrote]")) {
  for (const area of edit.querySelectorAll("textarea")) {
    const from = area.value.indexOf(edit.dataset.wrote);
    if (from >= 0) { pick(area, from, edit.dataset.wrote.length); area.scrollIntoView({ block: "nearest" }); break; }
  }
}

// Ctrl+Z undoes the last step, but in a text the last letters, as everywhere.
addEventListener("keydown", (e) => {
  if (!(e.ctrlKey || e.metaKey) || e.shiftKey || e.altKey || e.key.toLowerCase() !== "z") return;
  if (e.target.matches("textarea, select, input:not([type=checkbox])")) return;
  const undo = document.querySelector("[data-undo]");
  if (!undo) return;
  e.preventDefault();
  undo.click();
});
