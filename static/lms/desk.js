/* What the selection desk gains when scripts run: keys, and seats that follow. */

const desk = document.querySelector("[data-desk]");
const bar = document.querySelector("[data-seats]");
const rows = desk ? [...desk.querySelectorAll("[data-row]")] : [];
const boxOf = (row) => row.querySelector("[name=id]");

/* Keys work only inside the table, where nobody is writing. */
desk?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const here = rows.indexOf(event.target.closest("[data-row]"));
  const step = { j: 1, k: -1 }[event.key];
  if (event.target.matches("select") || (here < 0 && !step)) return;
  if (step) rows[here + step]?.querySelector("th a")?.focus();
  else if (event.key === "x") boxOf(rows[here])?.click();
  else return;
  event.preventDefault();
});
document.querySelector("[data-keys]")?.removeAttribute("hidden");

const counts = bar ? [...bar.querySelectorAll("[data-count]")] : [];
const first = new Map(counts.map((one) => [one, Number(one.textContent)]));

/* The bar shows how it would be if those that are marked had a seat. */
function follow() {
  const marked = rows.filter((row) => boxOf(row)?.checked && !("seated" in row.dataset));
  for (const [one, number] of first) {
    const kind = one.dataset.count;
    const more = marked.filter(
      (row) => kind === "seats" || row.dataset.kinds?.split(" ").includes(kind),
    ).length;
    one.textContent = number + more;
  }
  const told = bar?.querySelector("[data-marked]");
  if (!told) return;
  told.hidden = !marked.length;
  told.textContent = (marked.length === 1 ? told.dataset.one : told.dataset.many).replace("{n}", marked.length);
}
if (bar && rows.length) {
  // After app.js has marked all of a page, which does not tell each box.
  desk.addEventListener("change", () => setTimeout(follow));
  follow();
}
