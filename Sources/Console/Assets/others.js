// The other people of the response, in small. Asked for every two seconds; a value that is not the
// present any more is a dash, whether or not an answer came.
import { boot, onTick } from "./clock.js";
import { on } from "./touches.js";

const list = document.getElementById("others");

function expire() {
  for (const value of list.querySelectorAll("[data-good-until]")) {
    if (boot() > Number(value.dataset.goodUntil)) value.textContent = "–";
  }
}

async function refresh() {
  const answer = await fetch(list.dataset.address, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const focused = list.contains(document.activeElement) && document.activeElement.getAttribute("href");
  list.innerHTML = await answer.text();
  const again = focused && list.querySelector(`a[href="${focused}"]`);
  if (again) again.focus();
}

export function startOthers() {
  onTick(expire);
  on("kept", refresh);
  setInterval(refresh, 2000);
}
