/* Search: suggestions while typing, and results that change in place. Every form and link works without this file. */

// --- suggestions: an ARIA 1.2 combobox on every search field ---------------------------------------------------------

const PAUSE = 120; // milliseconds of rest before the server is asked
const known = new Map();
const style = document.currentScript.dataset.style;

/* The list's style is fetched when a reader first comes to a search field; search pages have it already. */
function dress() {
  if ([...document.styleSheets].some((sheet) => sheet.href && new URL(sheet.href).pathname === style)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  document.head.append(link);
}

async function suggestions(address, text, signal) {
  const key = address + "\n" + text;
  if (!known.has(key)) {
    const answer = await fetch(address + "&q=" + encodeURIComponent(text), { signal, credentials: "omit" });
    if (!answer.ok) return [];
    if (known.size > 200) known.clear();
    known.set(key, (await answer.json()).suggestions);
  }
  return known.get(key);
}

function combobox(form, number) {
  const input = form.querySelector("input[name=q]");
  if (!input) return;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  const language = document.documentElement.lang;
  let found = [], active = -1, timer = 0, request = null, asked = "";

  list.id = "suggestions-" + number;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
  list.hidden = true;
  status.className = "vh";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-haspopup": "listbox",
  })) input.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    if (request) request.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }

  function mark(at) {
    active = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function choose(at) {
    const chosen = found[at];
    close();
    if (chosen.url) return location.assign(chosen.url);
    input.value = asked = chosen.text;
    form.requestSubmit();
  }

  function show() {
    list.replaceChildren(...found.map((one, place) => {
      const option = document.createElement("li");
      const text = document.createElement("span");
      option.id = list.id + "-" + place;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      text.textContent = one.text;
      if (one.lang !== language) text.lang = one.lang;
      option.append(text);
      if (one.label) {
        const label = document.createElement("small");
        label.textContent = one.label;
        option.append(" ", label);
      }
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    mark(-1);
    status.textContent = found.length ? form.dataset.said.replace("{n}", found.length) : "";
  }

  async function ask() {
    const text = input.value.trim();
    if (request) request.abort();
    if (text.length < 2) return close();
    request = new AbortController();
    try {
      const answer = await suggestions(form.dataset.suggest, text, request.signal);
      if (document.activeElement !== input || input.value.trim() !== text) return;
      found = answer;
      asked = text;
      show();
    } catch { /* gone on typing, or the server does not answer: the form works all the same */ }
  }

  input.addEventListener("focus", dress, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden, last = found.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        if (asked && asked === input.value.trim() && found.length) show(); else return void ask();
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active + step > last ? -1 : active + step < -1 ? last : active + step);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option));
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

document.querySelectorAll("form[data-suggest]").forEach(combobox);

// --- results in place ------------------------------------------------------------------------------------------------

const page = document.querySelector("[data-search]");
const parser = new DOMParser();
let running = null;

/* The same question has one address: values of a facet joined, nothing empty. The server writes it the same way. */
function address(form) {
  const parts = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value) parts.set(name, parts.has(name) ? [...parts.get(name), value] : [value]);
  }
  const query = [...parts].map(([name, values]) =>
    name + "=" + (name === "q" ? encodeURIComponent(values[0]).replaceAll("%20", "+") : values.sort().join(",")));
  return form.action.split("?")[0] + (query.length ? "?" + query.join("&") : "");
}

function put(fresh, moved) {
  const open = new Map([...page.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  const focused = document.activeElement && document.activeElement.id;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = fresh.getElementById(part.id);
    if (!other) continue;
    part.replaceChildren(...other.childNodes);
    Object.assign(part.dataset, other.dataset);
  }
  for (const one of page.querySelectorAll("details[id]")) if (open.has(one.id)) one.open = open.get(one.id);
  for (const name of [".langs", "body > svg[hidden]"]) {
    const mine = document.querySelector(name), other = fresh.querySelector(name);
    if (mine && other) mine.replaceWith(other);
  }
  const mine = document.getElementById("filtering"), theirs = fresh.getElementById("filtering");
  if (mine && theirs) mine.hidden = theirs.hidden;
  document.title = fresh.title;
  const field = document.getElementById("q"), other = fresh.getElementById("q");
  // Who types on while an answer is on its way keeps the words; who goes back gets those of the address.
  if (field && other && (moved || document.activeElement !== field)) field.value = other.getAttribute("value") || "";
  const again = focused && document.getElementById(focused);
  if (again && document.activeElement !== again) again.focus({ preventScroll: true });
}

async function go(url, { push = true, focus = "" } = {}) {
  if (running) running.abort();
  const request = running = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: request.signal, headers: { Accept: "text/html" } });
    const fresh = parser.parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !fresh.querySelector("[data-search]")) return location.assign(url);
    if (push && new URL(url, location.href).href !== location.href) history.pushState({ search: true }, "", url);
    put(fresh, !push);
    const heading = document.getElementById("res");
    document.getElementById("found").textContent = "";
    setTimeout(() => { document.getElementById("found").textContent = heading.textContent; }, 60);
    if (focus === "heading" || document.activeElement === document.body) heading.focus({ preventScroll: true });
    if (push && heading.getBoundingClientRect().top < 0) heading.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    if (running === request) results.removeAttribute("aria-busy");
  }
}

/* The link's address with the ticks that are not applied yet. Those are other results, so they begin at the first page. */
function withTicks(link) {
  const boxes = [...document.querySelectorAll("#facets input[type=checkbox]")];
  const changed = boxes.filter((box) => box.checked !== box.defaultChecked);
  if (!changed.length || !link.matches(".sort a, .pages a, .chip")) return link.href;
  const asked = new URL(link.href).searchParams;
  for (const { name, value, checked } of changed) {
    const values = new Set((asked.get(name) || "").split(",").filter(Boolean));
    values[checked ? "add" : "delete"](value);
    asked.set(name, [...values].sort().join(","));
  }
  asked.delete("page");
  const order = [...new Set(["q", ...boxes.map((box) => box.name), ...asked.keys()])];
  const query = new URLSearchParams(order.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
  return link.pathname + (query.size ? "?" + query.toString().replaceAll("%2C", ",") : "");
}

if (page) {
  const here = location.pathname;
  history.replaceState({ search: true }, "", location.href);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("#facets, form.search") || new URL(form.action).pathname !== here) return;
    event.preventDefault();
    const sheet = form.matches(":popover-open");
    if (sheet) form.hidePopover();
    if (form.id !== "facets") {
      const field = document.getElementById("q"), mine = form.querySelector("[name=q]");
      if (field && mine && field !== mine) field.value = mine.value;
    }
    go(address(form), { focus: sheet ? "heading" : "" });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const sheet = document.querySelector("#facets:popover-open");
    if (!page.contains(link) || link.type || link.origin !== location.origin || link.pathname !== here || link.hash) return;
    event.preventDefault();
    if (sheet) sheet.hidePopover();
    go(withTicks(link), { focus: "heading" });
  });

  addEventListener("popstate", (event) => {
    if (event.state && event.state.search) go(location.href, { push: false, focus: "heading" });
  });

  // That a result was opened is counted with the words alone: no cookie, no name, not which result.
  document.addEventListener("click", (event) => {
    const results = event.target.closest("#results");
    if (!results || !event.target.closest(".hit h3 a") || !results.dataset.q || !navigator.sendBeacon) return;
    navigator.sendBeacon("/api/v1/clicked", new URLSearchParams({ q: results.dataset.q, lang: results.dataset.lang }));
  });
}
