// Shows OFD files with ofd.js in Chromium and prints, as JSON, a list of pages
// for each: the characters that stand there, with the places of their origins
// in millimetres. NODE_PATH must lead to ofd.js 0.2.6 and playwright-core.
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage();
  await page.setContent('<html><body></body></html>');
  await page.addScriptTag({ path: path.join(path.dirname(require.resolve('ofd.js/package.json')), 'lib', 'ofd.umd.min.js') });
  const all = [];
  for (const name of process.argv.slice(2)) {
    all.push(await page.evaluate(async (data) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const documents = await new Promise((success, fail) => window.ofd.parseOfdDocument({ ofd: new File([bytes], 'a.ofd'), success, fail }));
      return window.ofd.renderOfd(1260, documents[0]).map((div) => {
        const scale = parseFloat(div.style.width) / 210;
        return [...div.querySelectorAll('text')].map((text) => {
          const box = text.closest('svg').style;
          const matrix = /matrix\(([^)]*)\)/.exec(text.getAttribute('transform') || '');
          const [a, b, c, d, e, f] = matrix ? matrix[1].trim().split(/[\s,]+/).map(Number) : [1, 0, 0, 1, 0, 0];
          const x = Number(text.getAttribute('x')), y = Number(text.getAttribute('y'));
          return {
            r: text.textContent,
            x: (parseFloat(box.left) + a * x + c * y + e) / scale,
            y: (parseFloat(box.top) + b * x + d * y + f) / scale,
          };
        });
      });
    }, fs.readFileSync(name).toString('base64')));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(all));
})().catch((e) => { console.error(e); process.exit(1); });
