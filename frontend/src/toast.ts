/** Short messages at the foot of the page. The server writes them too; both kinds leave by themselves. */
const SHOWN_MS = 7000;

interface Action {
  label: string;
  run: () => void;
}

/** Shows `message`, with a button when there is something to do about it. */
export function toast(message: string, action?: Action): void {
  const region = document.querySelector("#m-toasts");
  if (!region) return;
  const element = document.createElement("div");
  element.className = "m-toast";
  element.dataset.awake = "";
  element.append(message);
  if (action) element.append(button(action, element));
  region.append(element);
  leaveAfterAWhile(element);
}

/** Gives the toasts that came with the page (or with an htmx answer) their time to leave. */
export function adoptToasts(): void {
  for (const element of document.querySelectorAll<HTMLElement>("#m-toasts > :not([data-awake])")) {
    element.dataset.awake = "";
    leaveAfterAWhile(element);
  }
}

function button(action: Action, element: HTMLElement): HTMLButtonElement {
  const result = document.createElement("button");
  result.type = "button";
  result.textContent = action.label;
  result.addEventListener("click", () => {
    element.remove();
    action.run();
  });
  return result;
}

/** A toast that is pointed at or holds the focus stays: nobody should have to hurry (WCAG 2.2.1). */
function leaveAfterAWhile(element: HTMLElement): void {
  setTimeout(() => {
    if (element.matches(":hover, :focus-within")) leaveAfterAWhile(element);
    else element.remove();
  }, SHOWN_MS);
}
