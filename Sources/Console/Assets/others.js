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

/** Who may join is asked anew each time the list is opened. */
async function renewFree() {
  const answer = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("free").replaceWith(document.importNode(page.getElementById("free"), true));
}

export function startOthers() {
  const another = document.getElementById("another");
  another.addEventListener("toggle", () => another.open && renewFree());
  onTick(expire);
  on("kept", refresh);
  setInterval(refresh, 2000);
}
