/* What a page gains when scripts run. Every page works without this file. */

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 62.5em)");

/* ---- Forms: errors first, and one click sends once ------------------------ */

document.querySelector("[data-summary]")?.focus();

function release(form) {
  delete form.dataset.sent;
  for (const button of all("button[data-held]", form)) {
    button.disabled = false;
    delete button.dataset.held;
  }
}

addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  // After the browser has read the form: a disabled button sends no value.
  setTimeout(() => {
    if (form.contains(button)) Object.assign(button, { disabled: true }).dataset.held = "yes";
  });
  // A download leaves the page where it is, and a lost connection may too.
  setTimeout(() => release(form), 15000);
});
addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

addEventListener("change", ({ target }) => {
  if (target.dataset.all) {
    for (const box of all("[type=checkbox]")) {
      if (box.name === target.dataset.all) box.checked = target.checked;
    }
  }
});

/* ---- Questions: what is answered, an order, the length of a text ----------- */

/* A question with parts has a field for each: q-id.part; they belong together. */
const groupOf = (name) => (name.startsWith("q-") ? name.split(".")[0] : name);
const says = ({ type, checked, value }) => (type === "radio" || type === "checkbox" ? checked : value.trim() !== "");

function tellStep({ target }) {
  const question = target.closest(".ask");
  const step = question && document.querySelector(`.steps a[href="#${question.id}"]`);
  if (!step) return;
  // Answered as a whole: each of its fields says something.
  const said = new Map();
  for (const field of all("[name^='q-']", question)) said.set(field.name, said.get(field.name) || says(field));
  const answered = [...said.values()].every(Boolean);
  step.classList.toggle("done", answered);
  step.querySelector("[data-told]")?.toggleAttribute("hidden", !answered);
}
for (const event of ["change", "input", "filled"]) addEventListener(event, tellStep);

/* Things to be put in order: buttons move them, and the numbers follow. */
class Order {
  constructor(list) {
    this.list = list;
    this.told = document.createElement("p");
    this.told.className = "vh";
    this.told.setAttribute("role", "status");
    list.after(this.told);
    for (const row of this.rows) this.equip(row);
    this.follow();
    list.addEventListener("change", ({ target }) => this.place(target));
    list.addEventListener("filled", () => this.settle());
  }

  get rows() {
    return [...this.list.children];
  }

  static numberOf(row) {
    return row.querySelector("select");
  }

  equip(row) {
    const moves = document.createElement("span");
    moves.className = "moves";
    for (const [step, word, path] of [[-1, "up", "m6 15 6-6 6 6"], [1, "down", "m6 9 6 6 6-6"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.step = step;
      button.setAttribute("aria-label", `${this.list.dataset[word]}: ${this.nameOf(row)}`);
      button.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
      button.addEventListener("click", () => this.move(row, step, button));
      moves.append(button);
    }
    row.append(moves);
  }

  nameOf(row) {
    return row.querySelector("label").textContent.trim();
  }

  move(row, step, button) {
    const { rows } = this;
    if (button.getAttribute("aria-disabled") === "true") return;
    rows[rows.indexOf(row) + step]?.[step < 0 ? "before" : "after"](row);
    this.number();
    button.focus();
    this.tell(row);
    Order.numberOf(row).dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A number that was picked moves its row, once every row has one.
  place(select) {
    const from = Number(select.dataset.was);
    if (!this.rows.every((row) => Order.numberOf(row).value)) return this.follow();
    const turn = from && from < Number(select.value) ? 0.5 : -0.5;
    const place = (row) => {
      const own = Order.numberOf(row);
      return Number(own.value) + (own === select ? turn : 0);
    };
    const sorted = this.rows.sort((one, other) => place(one) - place(other));
    const moved = sorted.some((row, at) => row !== this.rows[at]);
    if (moved) this.list.append(...sorted);
    this.number();
    const focused = document.activeElement;
    if (moved && (focused === select || focused === document.body)) select.focus();
    if (moved) this.tell(select.closest("li"));
  }

  // Numbers that came from elsewhere put their rows in order once all are there.
  settle() {
    const of = (row) => Number(Order.numberOf(row).value);
    if (new Set(this.rows.map(of).filter(Boolean)).size === this.rows.length) {
      this.list.append(...this.rows.sort((one, other) => of(one) - of(other)));
    }
    this.follow();
  }

  number() {
    this.rows.forEach((row, at) => { Order.numberOf(row).value = String(at + 1); });
    this.follow();
  }

  follow() {
    const { rows } = this;
    // Until there is an order, even the first button says: as it stands.
    const whole = rows.every((row) => Order.numberOf(row).value);
    rows.forEach((row, at) => {
      const select = Order.numberOf(row);
      select.dataset.was = select.value;
      for (const button of all("button", row)) {
        const ends = button.dataset.step < 0 ? at === 0 : at === rows.length - 1;
        button.setAttribute("aria-disabled", String(whole && ends));
      }
    });
  }

  tell(row) {
    const { rows, list } = this;
    this.told.textContent = list.dataset.moved
      .replace("{thing}", this.nameOf(row))
      .replace("{number}", rows.indexOf(row) + 1)
      .replace("{total}", rows.length);
  }
}
for (const list of all(".ask:not(:disabled) [data-order]")) new Order(list);

function countWords(place) {
  const { dataset } = place;
  const words = document.getElementById(dataset.count).value.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run));
  const over = dataset.most ? words.length - dataset.most : 0;
  const shape = over > 0 ? dataset.over : words.length === 1 ? dataset.one : dataset.many;
  place.classList.toggle("over", over > 0);
  place.textContent = shape.replace("{number}", words.length).replace("{over}", over);
}
for (const event of ["input", "filled"]) {
  addEventListener(event, ({ target }) => all(`[data-count="${CSS.escape(target.id)}"]`).forEach(countWords));
}

/* ---- Nothing written is lost ---------------------------------------------- */

const PREFIX = "lms ";
const MONTH = 30 * 24 * 3600 * 1000;
const UNKEPT = new Set(["csrf_token", "next"]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const shelf = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full, or not allowed */ }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* not allowed */ }
  },
  keys() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
  },
};

/* Arriving anywhere after sending means it was received; coming back to the
   page, or loading it again, may mean that it was not. */
function sortCopies() {
  const [arrival] = performance.getEntriesByType("navigation");
  const known = document.querySelector("[data-signed-in], [data-keeper]:not([data-keeper=''])");
  for (const key of shelf.keys()) {
    const copy = shelf.read(key);
    if (!copy || Date.now() - copy.at > MONTH) shelf.drop(key);
    else if (copy.sent && known && arrival?.type === "navigate") shelf.drop(key);
    else if (copy.sent) shelf.write(key, { ...copy, sent: false });
  }
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.keeper + " " + form.dataset.autosave;
    this.unsent = new Set();
    this.tries = 0;
    this.base = Object.fromEntries(this.names().map((name) => [name, this.values(name)]));
    this.restore();
    form.addEventListener("input", ({ target }) => this.note(target));
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      this.copy(true);
      this.stop?.abort();
    });
    addEventListener("online", () => this.send());
    addEventListener("visibilitychange", () => document.hidden && this.send());
    addEventListener("beforeunload", (event) => {
      if ((this.unsent.size || this.form.querySelector(".older")) && !this.leaving) event.preventDefault();
    });
  }

  // From the moment the form itself is on its way, a draft must not overtake it.
  get leaving() {
    return Boolean(this.form.dataset.sent);
  }

  fields(name) {
    return [...this.form.elements].filter((field) => field.name === name);
  }

  names() {
    const fields = [...this.form.elements].filter((field) => this.keeps(field));
    return [...new Set(fields.map((field) => field.name))];
  }

  keeps({ name, type }) {
    return name && !UNKEPT.has(name) && !["password", "file", "submit", "button"].includes(type);
  }

  values(name) {
    return new FormData(this.form).getAll(name);
  }

  note(field) {
    if (!this.keeps(field)) return;
    this.touch(field.name);
    this.copy();
    this.later(["radio", "checkbox"].includes(field.type) ? 200 : field.type === "select-one" ? 600 : 1200);
  }

  // What is unsent is kept by group: a question with several fields goes as a whole.
  touch(name) {
    const group = groupOf(name);
    this.unsent.add(group);
    // What the page showed before is not what it shows now, until that is saved.
    for (const shown of all("[data-before]", this.form)) shown.disabled ||= shown.dataset.before === group;
  }

  namesIn(groups) {
    return this.names().filter((name) => groups.has(groupOf(name)));
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  copy(sent = false) {
    if (!this.unsent.size) return;
    const fields = this.namesIn(this.unsent).map((name) => [name, [this.base[name] ?? [], this.values(name)]]);
    shelf.write(this.key, { at: Date.now(), sent, fields });
  }

  restore() {
    for (const [name, [base, kept]] of shelf.read(this.key)?.fields ?? []) {
      const present = this.values(name);
      const [field] = this.fields(name);
      if (!field || same(present, kept)) continue;
      if (same(present, base)) this.fill(name, kept);
      // Changed elsewhere meanwhile: keep both texts; of two choices, the later one.
      else if (field.type === "textarea") field.value = [present[0], kept[0]].filter(Boolean).join("\n\n");
      else continue;
      this.touch(name);
    }
    if (!this.unsent.size) return shelf.drop(this.key);
    this.say("restored");
    this.later(2000);
  }

  fill(name, values) {
    for (const field of this.fields(name)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = values.includes(option.value);
      } else field.value = values[0] ?? "";
      if (field.dataset.before) field.disabled = false;
      field.dispatchEvent(new Event("filled", { bubbles: true }));
    }
  }

  async send() {
    clearTimeout(this.timer);
    if (this.busy || this.leaving || !this.unsent.size) return;
    const groups = new Set(this.unsent);
    const sent = this.namesIn(groups).map((name) => [name, this.values(name)]);
    this.unsent.clear();
    this.busy = true;
    try {
      const told = await this.post(sent);
      this.tries = 0;
      for (const [name, values] of sent) this.base[name] = this.unsent.has(groupOf(name)) ? values : this.values(name);
      if (this.unsent.size) this.later(1200);
      else this.confirm();
      for (const clash of told.clashes ?? []) this.keepOlder(clash);
      if (told.message) this.say("failed", "", told.message);
    } catch (problem) {
      groups.forEach((group) => this.unsent.add(group));
      this.copy(this.leaving);
      if (!this.leaving) this.wait(problem);
    } finally {
      this.busy = false;
    }
  }

  async post(sent) {
    const body = new FormData();
    body.set("csrf_token", this.form.elements.csrf_token?.value ?? "");
    // A choice that was taken back travels as an empty value.
    for (const [name, values] of sent) (values.length ? values : [""]).forEach((value) => body.append(name, value));
    // What belongs to a changed field, such as the version that the page shows; or to all.
    for (const field of all("[data-along]", this.form)) {
      const { along } = field.dataset;
      if (!along || sent.some(([name]) => groupOf(name) === along)) body.append(field.name, field.value);
    }
    this.say("saving");
    this.stop = new AbortController();
    const answer = await fetch(this.form.dataset.autosave, {
      method: "POST", body, redirect: "manual", keepalive: document.hidden, signal: this.stop.signal,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
    });
    this.when = new Date(Date.parse(answer.headers.get("Date")) || Date.now());
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    // An answer with fields is final, also when it says that something newer stays.
    if (!answer.ok && !told.fields) throw Object.assign(answer, { told });
    for (const [name, values] of Object.entries(told.fields ?? {})) {
      const [{ dataset } = {}] = this.fields(name);
      if (!this.unsent.has(dataset?.before ?? groupOf(name))) this.fill(name, values);
    }
    return told;
  }

  // The field shows what was saved elsewhere: what was typed here stays beside it.
  keepOlder({ question, given }) {
    for (const said of given) {
      const cut = said.indexOf("=");
      const [part] = this.fields(`q-${question}.${said.slice(0, Math.max(0, cut))}`);
      const [field, text] = part ? [part, said.slice(cut + 1)] : [this.fields(`q-${question}`)[0], said];
      if (text && field?.matches("textarea, input[type=text]")) this.showOlder(field, text);
    }
  }

  showOlder(field, text) {
    const { older, use } = this.form.dataset;
    const box = document.createElement("div");
    box.className = "older";
    box.dataset.of = field.name;
    for (const [tag, look, words] of [["p", "label", older], ["p", "typed", text], ["button", "button plain slim", use]]) {
      box.append(Object.assign(document.createElement(tag), { className: look, textContent: words }));
    }
    Object.assign(box.lastChild, { type: "button", onclick: () => {
      field.value = text;
      box.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } });
    const question = field.closest(".ask");
    question.querySelector(`.older[data-of="${CSS.escape(field.name)}"]`)?.remove();
    (field.closest(".field") ?? question.lastElementChild).after(box);
  }

  confirm() {
    shelf.drop(this.key);
    this.say("saved", this.hour());
  }

  // When the server had it, in the zone in which the page tells its other hours.
  hour() {
    const { lang } = document.documentElement;
    const how = { hour: "2-digit", minute: "2-digit" };
    try {
      return this.when.toLocaleTimeString(lang, { ...how, timeZone: this.form.dataset.zone || undefined });
    } catch {
      return this.when.toLocaleTimeString(lang, how); // an old browser that does not know the zone
    }
  }

  wait(problem) {
    const status = problem.status;
    this.say(status === undefined ? "waiting" : "failed", "", problem.told?.message);
    if (status !== undefined && status < 500 && status !== 429) return;
    const asked = Number(problem.headers?.get("Retry-After")) * 1000;
    this.later(asked || Math.min(60000, 2000 * 2 ** this.tries++));
  }

  say(state, time = "", words = this.form.dataset[state]) {
    const place = this.form.querySelector("[data-save-state]");
    if (!place) return;
    // Saving is routine and stays silent; only what a person must know is read aloud.
    const routine = state === "saving" || state === "saved";
    place.setAttribute("aria-live", routine ? "off" : "polite");
    place.dataset.state = state;
    place.textContent = (words ?? "").replace("{time}", time);
  }
}

sortCopies();
for (const form of all("form[data-autosave]")) new Keeper(form);

/* ---- Writing: a few marks, a preview, a quotation -------------------------- */

const around = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const before = { list: "- ", quoteWord: "> " };

function type(area, text) {
  area.focus();
  // The old command is the one that keeps the browser's own undo.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function mark(area, act) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (before[act]) {
    const from = value.lastIndexOf("\n", start - 1) + 1;
    area.setSelectionRange(from, end);
    return type(area, value.slice(from, end).replace(/^/gm, before[act]));
  }
  const [open, close] = around[act];
  const words = value.slice(start, end) || area.dataset.sample;
  type(area, open + words + close);
  const after = start + open.length + words.length;
  if (act === "link") area.setSelectionRange(after + 2, after + close.length - 1);
  else area.setSelectionRange(start + open.length, after);
}

function toolbar(area) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", area.dataset.toolbar);
  bar.setAttribute("aria-controls", area.id);
  for (const act of ["bold", "italic", "list", "quoteWord", "link"]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: area.dataset[act], tabIndex: bar.children.length ? -1 : 0 });
    button.dataset.act = act;
    button.addEventListener("click", () => mark(area, act));
    bar.append(button);
  }
  bar.addEventListener("keydown", (event) => {
    const buttons = [...bar.children];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[at].tabIndex = -1;
    const next = buttons.at(to % buttons.length);
    next.tabIndex = 0;
    next.focus();
  });
  area.addEventListener("keydown", (event) => {
    const act = { b: "bold", i: "italic" }[event.key];
    if (!act || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    mark(area, act);
  });
  area.before(bar);
}
all("textarea[data-toolbar]").forEach(toolbar);

async function preview(button) {
  const { form } = button;
  const area = form.querySelector("textarea[data-toolbar]");
  const answer = await fetch(button.dataset.preview, {
    method: "POST", body: new FormData(form), redirect: "manual", headers: { "X-Requested-With": "fetch" },
  });
  if (!answer.ok) throw answer;
  const region = form.querySelector(".preview") ?? document.createElement("div");
  region.className = "preview prose";
  region.tabIndex = -1;
  region.innerHTML = await answer.text();
  area.after(region);
  region.focus();
}

function showing(button, shown) {
  const { form } = button;
  button.dataset.words ??= button.textContent;
  button.textContent = shown ? button.dataset.back : button.dataset.words;
  for (const part of all(".toolbar, textarea[data-toolbar]", form)) part.hidden = shown;
  const region = form.querySelector(".preview");
  if (region) region.hidden = !shown;
  if (!shown) form.querySelector("textarea[data-toolbar]").focus();
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-preview]");
  if (!button?.form?.querySelector("textarea[data-toolbar]")) return;
  event.preventDefault();
  const region = button.form.querySelector(".preview:not([hidden])");
  if (region) return showing(button, false);
  preview(button).then(() => showing(button, true), () => {
    // Without an answer, the way that needs no script.
    delete button.dataset.preview;
    button.form.requestSubmit(button);
  });
});

addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-quote]");
  const area = link && document.querySelector(".composer textarea");
  if (!area) return;
  event.preventDefault();
  const post = link.closest(".post");
  const chosen = getSelection();
  const inside = !chosen.isCollapsed && post.contains(chosen.anchorNode) && post.contains(chosen.focusNode);
  const said = inside ? chosen.toString() : post.querySelector(".prose").innerText;
  const quoted = `**${link.dataset.quote}:** ${said.trim()}`.replace(/^/gm, "> ");
  area.setSelectionRange(area.value.length, area.value.length);
  type(area, `${area.value.trim() ? "\n\n" : ""}${quoted}\n\n`);
});

/* ---- Moving about ----------------------------------------------------------- */

addEventListener("keydown", (event) => {
  const way = { ArrowLeft: "a[data-previous]", ArrowRight: "a[data-next]" }[event.key];
  if (!way || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const busy = event.target.closest?.("input, select, textarea, button, summary, video, .scroll, [role=toolbar]");
  const page = document.documentElement;
  if (busy || page.scrollWidth > page.clientWidth) return;
  document.querySelector(way)?.click();
});

addEventListener("click", ({ target }) => {
  for (const menu of all("details[data-menu][open]")) menu.open = menu.contains(target);
});
addEventListener("keydown", ({ key }) => {
  const menu = key === "Escape" && document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

for (const outline of all("details[data-outline]")) {
  // Beside the text it is shown, and then it is open: the sheet can show a closed one, but
  // tools that tell people what is on a page take what is closed for hidden.
  const fit = () => { outline.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  const current = outline.querySelector("[aria-current]");
  const frame = outline.closest(".outline");
  if (current && wide.matches) frame.scrollTop = current.offsetTop - frame.clientHeight / 3;
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = all("main details:not([open])");
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));

/* ---- Time and connection ----------------------------------------------------- */

const STEPS = [["minute", 60], ["hour", 3600], ["day", 86400]];

function tellTime() {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  for (const time of all("time[data-relative]")) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    const away = Math.abs(seconds);
    if (!(away < 7 * 86400)) continue;
    const [unit, size] = STEPS.findLast(([, length]) => away >= length) ?? ["second", Infinity];
    time.textContent = words.format(Math.trunc(seconds / size), unit);
  }
}
tellTime();
setInterval(tellTime, 60000);

function tellConnection() {
  for (const banner of all("[data-offline]")) banner.hidden = navigator.onLine;
}
addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
tellConnection();

/* ---- The time of an attempt --------------------------------------------------- */

/* Counted from what the server said, by a clock that nobody can set. A device that
   slept has lost count: then the server is asked what time it is. */
class Countdown {
  constructor(place) {
    this.place = place;
    this.due = Date.parse(place.dataset.due);
    const [arrival] = performance.getEntriesByType("navigation");
    this.set(Date.parse(place.dataset.now), arrival?.responseStart ?? 0);
    this.told = document.createElement("p");
    this.told.className = "vh";
    this.told.setAttribute("role", "status");
    place.after(this.told);
    this.warned = Infinity;
    this.tick();
    addEventListener("visibilitychange", () => document.hidden || this.wake());
    addEventListener("pageshow", ({ persisted }) => persisted && this.wake());
  }

  set(now, at) {
    this.now = now;
    this.at = at;
    this.gap = Date.now() - performance.now();
  }

  get left() {
    return Math.max(0, Math.ceil((this.due - this.now - performance.now() + this.at) / 1000));
  }

  async wake() {
    if (Math.abs(Date.now() - performance.now() - this.gap) < 2000) return this.tick();
    const { href } = document.querySelector("link[rel=stylesheet]");
    const answer = await fetch(href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    const said = Date.parse(answer?.headers.get("Date"));
    if (said) this.set(said, performance.now());
    this.tick();
  }

  tick() {
    clearTimeout(this.timer);
    const { left, place } = this;
    if (!left) return this.end();
    const words = this.words(left);
    const shown = place.querySelector("[data-left]");
    if (shown) shown.textContent = words;
    place.parentElement.classList.toggle("soon", left <= 300);
    const mark = [60, 300].find((seconds) => left <= seconds && seconds < this.warned);
    if (mark) this.warn(mark, left);
    this.timer = setTimeout(() => this.tick(), 1000);
  }

  // Whole minutes until the last one.
  words(left, one = "one", many = "many") {
    const language = document.documentElement.lang;
    const say = (number, unit) => number.toLocaleString(language, { style: "unit", unit, unitDisplay: "long" });
    const minutes = Math.floor(left / 60);
    const parts = minutes >= 60 ? [[Math.floor(minutes / 60), "hour"], [minutes % 60, "minute"]]
      : minutes ? [[minutes, "minute"]] : [[left, "second"]];
    const said = parts.filter(([number]) => number);
    const time = new Intl.ListFormat(language).format(said.map(([number, unit]) => say(number, unit)));
    return this.place.dataset[said.length === 1 && said[0][0] === 1 ? one : many].replace("{time}", time);
  }

  warn(mark, left) {
    this.warned = mark;
    this.told.textContent = this.words(left, "last", "warning");
  }

  end() {
    const { place } = this;
    place.parentElement.classList.add("up");
    place.querySelector("span").textContent = this.told.textContent = place.dataset.over;
    const form = document.getElementById(place.dataset.clock);
    const button = form?.querySelector("[data-hand-in]");
    const go = () => (button ? form.requestSubmit(button) : location.reload());
    // What is not handed in at the end is lost: while the server still takes it, it can be.
    if (!button) setTimeout(go, (Number(place.dataset.grace) + 1) * 1000);
    // Without a connection everything stays on the page until there is one.
    else if (navigator.onLine) go();
    else addEventListener("online", go, { once: true });
  }
}
for (const place of all("[data-clock]")) new Countdown(place);
