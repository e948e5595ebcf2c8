// A clerk at the desk, in Chromium: visit.js ADDRESS FOLDER SHOTS [WAY...]. It goes
// the ways that are named, or all, prints a line for each thing that is not as it
// should be, and leaves pictures in SHOTS. NODE_PATH must lead to playwright-core.
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const [address, folder, shots, ...chosen] = process.argv.slice(2);
const say = (text) => process.stdout.write(text + '\n');

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
  // How long a page takes is nobody's fault here: a machine may do much else besides.
  context.setDefaultTimeout(5 * 60 * 1000);
  const page = await context.newPage();
  const origin = new URL(address).origin;
  page.on('pageerror', (e) => say(`script: ${e.message}`));
  page.on('console', (m) => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) say(`console: ${m.text()}`); });
  page.on('request', (r) => { if (!r.url().startsWith(origin) && !r.url().startsWith('data:')) say(`asked ${r.url()}`); });

  const open = (to) => page.goto(origin + to);
  const press = async (text) => { await Promise.all([page.waitForNavigation(), page.click(`button:has-text("${text}")`)]); };
  const want = async (what, selector) => { if (!(await page.$(selector))) say(`${what}: no ${selector} at ${page.url()}`); };
  const take = async (what, selector, magic) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
    const head = fs.readFileSync(await download.path()).subarray(0, magic.length).toString('latin1');
    if (head !== magic) say(`${what}: ${download.suggestedFilename()} begins with ${JSON.stringify(head)}`);
  };
  // A page that is wider than a telephone is one to be pushed to and fro.
  const narrow = async (what) => {
    await page.setViewportSize({ width: 375, height: 812 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 375) say(`${what}: ${wide} px wide on a screen of 375`);
    await page.screenshot({ path: path.join(shots, what + '-phone.png') });
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  const shoot = (what) => page.screenshot({ path: path.join(shots, what + '.png') });

  const ways = {
    async draft() {
      await open('/draft');
      await page.setInputFiles('#file', path.join(folder, '稿子.txt'));
      await press('排版并校核');
      await page.evaluate(() => document.fonts.ready);
      await want('draft', 'svg text');
      if (!(await page.evaluate(() => [...document.fonts].some((f) => f.status === 'loaded')))) say('draft: no face was loaded');
      await page.click('a.goto');
      const picked = await page.evaluate(() => { const t = document.querySelector('#text'); return t.value.slice(t.selectionStart, t.selectionEnd); });
      const found = await page.getAttribute('a.goto', 'data-found');
      if (picked !== found) say(`draft: ${picked} is marked, want ${found}`);
      await want('draft', 'svg .lit');
      await shoot('draft');
      const before = await page.$$eval('.note', (all) => all.length);
      await press('改好不影响文意的');
      const after = await page.$$eval('.note', (all) => all.length);
      if (after >= before) say(`draft: ${before} notes before, ${after} after`);
      // A step back, by its key: what was put right is wrong again; and forth once more.
      await page.evaluate(() => document.activeElement.blur());
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+z')]);
      const back = await page.$$eval('.note', (all) => all.length);
      if (back !== before) say(`draft: ${before} notes before, ${back} when that was undone`);
      await press('改好不影响文意的');
      await take('draft', 'a:has-text(".docx")', 'PK');
      await take('draft', 'a:has-text(".pdf")', '%PDF');
      await take('draft', 'a:has-text(".ofd")', 'PK');
      await narrow('draft');
      await open('/draft');
      await page.setInputFiles('#file', path.join(folder, '坏的.docx'));
      await press('排版并校核');
      await want('a bad draft', '[role=alert]');
    },
    async year() {
      await open('/year');
      await page.setInputFiles('#file', path.join(folder, '去年的通知.txt'));
      await press('打开');
      await want('last year\'s notice', '.tag.doubt');
      // What is to be confirmed is ticked off, kept in the file, and there when that is opened.
      const doubts = async () => Number((await page.textContent('.counts .tag.doubt')).match(/\d+/)[0]);
      const unsure = await doubts();
      await page.click('details#doubts > summary');
      await page.click('details#doubts a');
      if (!(await page.evaluate(() => document.activeElement.closest('form.fields')))) say('year: a doubt does not lead to its field');
      await page.evaluate(() => { for (const d of document.querySelectorAll('form.fields details')) d.open = true; });
      await page.click('label.remark.doubt:not(.done) input');
      await press('保存并检查');
      if ((await doubts()) !== unsure - 1) say(`year: ${unsure} doubts, ${await doubts()} when one was ticked off`);
      const [kept] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("campaign.yaml")')]);
      const copy = path.join(shots, 'campaign.yaml');
      await kept.saveAs(copy);
      await open('/year');
      await page.setInputFiles('#file', copy);
      await press('打开');
      if ((await doubts()) !== unsure - 1) say(`year: ${unsure - 1} doubts were saved, ${await doubts()} are there again`);
      await page.evaluate(() => { for (const d of document.querySelectorAll('form.fields details')) d.open = true; });
      const wrong = await page.$$eval('label.remark.doubt:not(.done) input', (all) => all.map((i) => i.name));
      const titles = await page.inputValue('#f-name');
      await page.fill('#f-name', titles + '（改）');
      await press('保存并检查');
      await page.evaluate(() => document.activeElement.blur());
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+z')]);
      if ((await page.inputValue('#f-name')) !== titles) say('year: Ctrl+Z does not bring the name back');
      if ((await page.$$eval('label.remark.doubt:not(.done) input', (all) => all.length)) !== wrong.length) say('year: undoing loses doubts');
      // A contact that no text names is written into one.
      const add = async (list) => {
        await page.evaluate((id) => { for (let up = document.getElementById(id); up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; }, list);
        await Promise.all([page.waitForNavigation(), page.click(`button[name="add"][value="${list}"]`)]);
      };
      await add('contacts');
      const last = (await page.$$('button[name="drop"][value^="contacts["]')).length - 1;
      await page.evaluate((id) => { for (let up = document.getElementById(id); up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; }, `contacts[${last}]`);
      await page.fill(`[name="contacts[${last}].organ"]`, '市教育局');
      await page.fill(`[name="contacts[${last}].phone"]`, '0000-7654321');
      await press('保存并检查');
      await want('a contact that no text names', `button[name="mention"][value="contacts[${last}]"]`);
      await Promise.all([page.waitForNavigation(), page.click(`button[name="mention"][value="contacts[${last}]"]`)]);
      if (await page.$(`button[name="mention"][value="contacts[${last}]"]`)) say('year: the contact is in the text and still missed');
      const errors = async () => Number((await page.textContent('.counts .tag.error')).match(/\d+/)[0]);
      const faults = await errors();
      await press('改好文件里不影响文意的');
      if ((await errors()) >= faults / 2) say(`year: ${faults} errors before, ${await errors()} after`);
      await shoot('year-fixed');
      await open('/year');
      await press('从样例开始');
      await shoot('year');
      await page.click('details#deadlines > summary');
      await page.click('details[id="deadlines[0]"] > summary');
      await page.fill('input[name="deadlines[0].due"]', '2027-02-30');
      await press('保存并检查');
      await want('a day that there is none of', 'details[open][id="deadlines[0]"] .remark.error');
      await shoot('year-wrong');
      await page.fill('input[name="deadlines[0].due"]', '2027-04-12');
      await press('保存并检查');
      for (const gone of ['contacts[0]', 'deadlines[2]']) {
        await page.evaluate((id) => { for (let up = document.getElementById(id); up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; }, gone);
        await Promise.all([page.waitForNavigation(), page.click(`button[name="drop"][value="${gone}"]`)]);
        await want('without ' + gone, 'button:has-text("生成文件包")');
      }
      const theme = await page.inputValue('#f-theme');
      await page.fill('#f-theme', theme + '！');
      let asked = '';
      page.once('dialog', (d) => { asked = d.message(); d.accept(); });
      await page.click('a:has-text("campaign.yaml")');
      if (!asked.includes('还没有保存')) say('year: a download without what was edited is not told');
      await press('保存并检查');
      const mine = page.url();
      await page.click('a:has-text("看版面")');
      await page.waitForSelector('svg text');
      await shoot('year-document');
      await page.goto(mine);
      await page.setInputFiles('#roster', path.join(folder, '名册.csv'));
      await take('year', 'button:has-text("生成文件包")', 'PK');
      await take('year', 'a:has-text("campaign.yaml")', '#');
      await page.fill('#movefrom', '2028-05-07');
      await page.fill('#moveto', '2028-05-13');
      await press('改作另一年');
      await want('another year', '.tag.doubt');
      await narrow('year');
      await open('/year');
      await page.setInputFiles('#file', path.join(folder, '坏的.docx'));
      await press('打开');
      await want('a bad notice', '[role=alert]');
    },
    async returns() {
      await open('/returns');
      await page.setInputFiles('#campaign', path.join(folder, 'campaign.yaml'));
      await page.setInputFiles('#roster', path.join(folder, '名册.csv'));
      await page.setInputFiles('#returns', path.join(folder, '收来'));
      await press('开始读');
      await page.waitForSelector('text=取回');
      const schools = await page.$$eval('#schools > details', (all) => all.length);
      if (schools < 300) say(`returns: ${schools} schools are shown, want 300`);
      await want('a bad file', '#schools details:has-text("截断")');
      await shoot('returns');
      await page.fill('#filter', '第123');
      const left = await page.$$eval('#schools > details', (all) => all.filter((d) => !d.hidden).length);
      if (left !== 1) say(`returns: ${left} schools behind the filter, want 1`);
      await take('returns', 'a:has-text("汇总表.xlsx")', 'PK');
      // A school hands in again: what was cut off is replaced, and all is read anew.
      await page.click('summary:has-text("再加文件")');
      await page.setInputFiles('#more', path.join(folder, '收来', '第1职业学校', '统计表.xlsx'));
      await page.selectOption('#school', '第2职业学校');
      await page.check('[name=instead]');
      await press('加进去');
      await page.waitForSelector('text=取回');
      if (await page.$('#schools details:has-text("截断")')) say('returns: what was replaced is still there');
      await want('returns', '.tag:has-text("换掉 1 个")');
      await want('returns', 'text=计入 101');
      await page.click('#schools details:has-text("第2职业学校") > summary');
      await Promise.all([page.waitForNavigation(), page.click('button[name=drop][value="第2职业学校/统计表.xlsx"]')]);
      await page.waitForSelector('text=取回');
      await want('returns', 'text=计入 100');
      await take('returns', 'a:has-text("全部")', 'PK');
      await narrow('returns');
    },
    async blank() {
      await open('/blank');
      await page.setInputFiles('#file', path.join(folder, '空白表.xlsx'));
      await press('读这张表');
      await shoot('blank');
      await page.click('details#head > summary');
      await page.click('details[id="head[0]"] > summary');
      await page.fill('input[name="head[0].label"]', '报送学校');
      await press('保存');
      if (!(await page.textContent('main')).includes('报送学校')) say('blank: the label was not changed');
      await take('blank', 'a:has-text(".yaml")', '# ');
      await page.evaluate(() => document.activeElement.blur());
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+z')]);
      if ((await page.textContent('main')).includes('报送学校')) say('blank: Ctrl+Z does not bring the label back');
      await open('/blank');
      await page.setInputFiles('#file', path.join(folder, '调查表.docx'));
      await press('读这张表');
      await page.click('a:has-text("看这一格")');
      await want('a doubt leads to its cell', 'td:target');
      await press('可以选几项');
      await want('the answer changes the form', '.drawn :text("多选")');
      await want('a doubt that is answered', '.note.doubt.done');
      await shoot('blank-doubts');
      await open('/blank');
      await page.setInputFiles('#file', path.join(folder, '空白表.xlsx'));
      await press('读这张表');
      await narrow('blank');
      await page.click('a:has-text("用它收表")');
      await page.setInputFiles('#returns', path.join(folder, '交回'));
      await press('开始读');
      await page.waitForSelector('text=取回');
      await want('returns of a blank', 'text=已报');
    },
    // Nothing but the keyboard: to the page, the text pasted, sent, put right.
    async keyboard() {
      await open('/');
      const to = async (test, most = 60) => {
        for (let i = 0; i < most; i++) {
          await page.keyboard.press('Tab');
          if (await page.evaluate(test)) {
            const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
            if (seen === 'none') say('keyboard: the focus is not seen');
            return;
          }
        }
        say(`keyboard: nothing found by ${test}`);
      };
      await to(() => document.activeElement.textContent === '排版校核');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await to(() => document.activeElement.id === 'text');
      await page.keyboard.insertText(fs.readFileSync(path.join(folder, '稿子.txt'), 'utf8'));
      await to(() => document.activeElement.tagName === 'BUTTON');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await to(() => document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.includes('改好不影响文意的'));
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await want('keyboard', '.tag:has-text("已改")');
      await open('/year');
      await to(() => document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.includes('从样例开始'));
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await to(() => document.activeElement.name === 'theme' && document.activeElement.id === 'f-theme');
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText('匠心筑梦');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      if ((await page.inputValue('#f-theme')) !== '匠心筑梦') say('keyboard: the theme was not changed');
      await to(() => document.activeElement.tagName === 'SUMMARY');
      await page.keyboard.press('Enter');
      await want('keyboard', 'details[open]');
    },
  };

  await page.goto(address);
  await shoot('home');
  for (const way of chosen.length ? chosen : Object.keys(ways)) {
    try {
      await ways[way]();
    } catch (e) {
      say(`${way}: ${e.message.split('\n')[0]} at ${page.url()}`);
      await shoot(way + '-failed');
    }
  }
  await browser.close();
})().catch((e) => { console.error(e); process.exit(1); });
