/* Enhancements only. Every page works without this file. */

// Checklists remember their ticks in this browser, by the words of each item, so that an added item moves no tick.
for (const list of document.querySelectorAll("[data-keep]")) {
  const key = "samvaerk.check." + list.dataset.keep;
  const boxes = [...list.querySelectorAll("input")];
  const words = (box) => box.parentElement.textContent.trim();
  let done = [];
  try { done = JSON.parse(localStorage.getItem(key)) || []; } catch { /* storage is blocked */ }
  for (const box of boxes) box.checked = done.includes(words(box));
  list.addEventListener("change", () => {
    try { localStorage.setItem(key, JSON.stringify(boxes.filter((box) => box.checked).map(words))); } catch { /* the same */ }
  });
}

// Buttons that print are hidden until a script can make them work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
