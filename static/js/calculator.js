/* The calculator without a page load for each answer, and with a draft kept in this browser. Without this file it works too. */
const DRAFT = "samvaerk.calculator";
const parts = () => document.querySelector("[data-calculator]");
const fields = (form) => [...new FormData(form)].filter(([name]) => name !== "do");

const remember = (form) => {
  try { localStorage.setItem(DRAFT, JSON.stringify(fields(form))); } catch { /* storage is blocked */ }
};
const remembered = () => {
  try { return JSON.parse(localStorage.getItem(DRAFT)); } catch { return null; }
};
const forget = () => {
  try { localStorage.removeItem(DRAFT); } catch { /* the same */ }
};

// What stands in every field, by name.
const standing = (form) => new Map([...form.elements].filter((field) => field.name && field.tagName !== "BUTTON")
  .map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));

// What a field is called after the action: rows behind one that is removed move up; nothing for the removed one.
const named = (name, action) => {
  const [verb, table, gone] = action.split("-"), [of, row, ...rest] = name.split(".");
  if (verb !== "remove" || of !== table || Number(row) < Number(gone)) return name;
  return row === gone ? "" : [of, Number(row) - 1, ...rest].join(".");
};

// A line that was closed, since nothing stood in it, is opened and printed.
const show = (field) => {
  const line = field.closest("details");
  if (line) { line.open = true; line.classList.add("filled"); }
};

// What was typed while the answer was under way goes along into the new form.
const carry = (before, sent, form, action) => {
  grow(before.elements.years);
  for (const [name, value] of standing(before)) {
    const field = sent.get(name) !== value && form.elements.namedItem(named(name, action));
    if (!field?.name) continue;
    field[field.type === "checkbox" ? "checked" : "value"] = value;
    show(field);
  }
};

// The answer takes the page's place. The reader goes on where the server would have led to, or, who has gone on
// already, in the same field.
const replace = async (response, {action, sent, at, keep}) => {
  const text = await response.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("[data-calculator]");
  if (!fresh) return location.assign(response.url);
  const before = document.getElementById("calculator"), now = document.activeElement;
  const elsewhere = now !== at && before.contains(now) && named(now.name || "", action);
  const caret = elsewhere && now.selectionStart;
  parts().replaceWith(document.adoptNode(fresh));
  const form = document.getElementById("calculator");
  carry(before, sent, form, action);
  remember(form);
  document.querySelector(".langs").replaceWith(document.adoptNode(page.querySelector(".langs")));
  const sprite = page.querySelector("body > svg[hidden]");
  if (sprite) document.querySelector("body > svg[hidden]").replaceWith(document.adoptNode(sprite));
  history.pushState({}, "", response.url);
  ready();
  const field = elsewhere && form.elements.namedItem(elsewhere);
  if (field?.name && field.tagName !== "BUTTON") {
    show(field);
    field.focus();
    if (Number.isInteger(caret)) field.setSelectionRange(caret, caret);
    return;
  }
  const target = keep();
  if (target) { target.focus({preventScroll: true}); target.scrollIntoView({block: "start"}); }
};

// Where the reader goes on: the new row, the row after the one that went, the result, or what is wrong.
const goOn = (action, before) => () => {
  const [verb, table] = action.split("-");
  if (verb === "add") return [...document.querySelectorAll(`[name^="${table}."]`)].find((field) => !before.has(field.name));
  if (verb === "remove") return document.getElementById(table);
  return document.getElementById("complaints") || document.getElementById("result");
};

// An action that was asked for during another one: the row that it is to remove may have moved up, or be gone.
const afterwards = (action, earlier) => {
  const [verb, table, row] = action.split("-");
  if (verb !== "remove") return action;
  const moved = named(`${table}.${row}`, earlier).split(".")[1];
  return moved ? `remove-${table}-${moved}` : "";
};

// One answer at a time: what is pressed meanwhile is asked for after it, with everything that was typed until then.
let busy = false, next = "";
const send = (form, action) => {
  const data = new FormData(form);
  data.set("do", action);
  const sent = standing(form), before = new Set(sent.keys()), at = document.activeElement;
  busy = true;
  parts().setAttribute("aria-busy", "true");
  return fetch(form.action, {method: "POST", body: data}).then((response) => {
    if (!response.ok) throw new Error(response.statusText);
    return replace(response, {action, sent, at, keep: goOn(action, before)});
  }).finally(() => { busy = false; }).then(() => {
    const following = afterwards(next, action);
    next = "";
    if (following) ask(document.getElementById("calculator"), following);
  });
};

const ask = (form, action) => {
  if (busy) { next = action; return; }
  send(form, action).catch(() => {
    const button = document.createElement("input");
    Object.assign(button, {type: "hidden", name: "do", value: action});
    form.append(button);
    form.submit();
  });
};

// More years are counted: their fields come at once, and need no answer.
const grow = (years) => {
  const last = /^\s*\d{1,2}\s*$/.test(years.value) ? Math.min(Number(years.value), 10) : 0;
  for (const row of document.querySelectorAll("#calculator .years")) {
    for (let year = row.children.length; year <= last; year += 1) {
      const copy = row.lastElementChild.cloneNode(true), label = copy.querySelector("label"), field = copy.querySelector("input");
      copy.classList.remove("told");
      for (const name of ["value", "aria-invalid", "aria-describedby"]) field.removeAttribute(name);
      field.value = "";
      field.name = field.name.replace(/\d+$/, year);
      field.id = label.htmlFor = field.id.replace(/\d+$/, year);
      label.textContent = label.textContent.replace(/\d+/, year);
      row.append(copy);
    }
  }
};

const ready = () => {
  const form = document.getElementById("calculator");
  if (form) {
    form.addEventListener("input", () => remember(form));
    form.addEventListener("submit", (event) => {
      const action = event.submitter?.value || "calculate";
      remember(form);
      if (["paper", "workbook"].includes(action)) return;
      event.preventDefault();
      ask(form, action);
    });
    form.elements.years.addEventListener("input", (event) => grow(event.target));
    offer(form);
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.done;
    });
  }
};

// A draft is offered on the empty form only: an address says which figures are meant.
const offer = (form) => {
  const kept = form.querySelector("[data-kept]"), draft = remembered();
  if (!kept || location.search || !Array.isArray(draft)) return;
  kept.hidden = false;
  kept.querySelector("[data-kept-drop]").addEventListener("click", () => { forget(); kept.hidden = true; });
  kept.querySelector("[data-kept-use]").addEventListener("click", () => {
    const copy = document.createElement("form");
    Object.assign(copy, {method: "post", action: form.action, hidden: true});
    for (const [name, value] of [...draft, ["do", "draft"]]) {
      const field = document.createElement("input");
      Object.assign(field, {type: "hidden", name, value});
      copy.append(field);
    }
    document.body.append(copy);
    copy.submit();
  });
};

addEventListener("popstate", () => location.reload());
ready();
