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

// The answer takes the page's place, and the reader's place is where the server would have led to.
const replace = async (response, keep) => {
  const text = await response.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("[data-calculator]");
  if (!fresh) return location.assign(response.url);
  parts().replaceWith(document.adoptNode(fresh));
  document.querySelector(".langs").replaceWith(document.adoptNode(page.querySelector(".langs")));
  const sprite = page.querySelector("body > svg[hidden]");
  if (sprite) document.querySelector("body > svg[hidden]").replaceWith(document.adoptNode(sprite));
  history.pushState({}, "", response.url);
  ready();
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

const send = (form, action) => {
  const data = new FormData(form);
  data.set("do", action);
  const before = new Set([...form.elements].map((field) => field.name));
  parts().setAttribute("aria-busy", "true");
  return fetch(form.action, {method: "POST", body: data}).then((response) => {
    if (!response.ok) throw new Error(response.statusText);
    return replace(response, goOn(action, before));
  });
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
      send(form, action).catch(() => {
        const button = document.createElement("input");
        Object.assign(button, {type: "hidden", name: "do", value: action});
        form.append(button);
        form.submit();
      });
    });
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
