/**
 * What is pressed while a change is still on its way waits for it: “Add 12 transactions” right after a new name.
 * The answer may replace the button under the finger; it counts as pressed all the same. After a refusal it does not.
 */
const WAITING = "form[data-waits]";
const UNSENT = "form[hx-post]:invalid"; // a change the browser itself refused to send

export function startHolding(): void {
  let onTheWay = 0;
  let pressed: HTMLFormElement | undefined;
  let held: string | undefined;

  document.addEventListener("htmx:before:request", (event) => {
    if (!event.defaultPrevented) onTheWay += 1;
  });
  document.addEventListener("htmx:finally:request", () => {
    onTheWay = Math.max(0, onTheWay - 1);
    release();
  });
  document.addEventListener("pointerdown", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    pressed = button?.closest<HTMLFormElement>(WAITING) ?? undefined;
  });
  document.addEventListener("pointerup", () => {
    if (pressed && !pressed.isConnected) hold(pressed);
    pressed = undefined;
  });
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches(WAITING)) return;
      const unsent = document.querySelector<HTMLFormElement>(UNSENT);
      if (onTheWay === 0 && !unsent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (unsent) unsent.reportValidity();
      else hold(form);
    },
    true,
  );

  function hold(form: HTMLFormElement): void {
    held = form.getAttribute("action") ?? undefined;
    release();
  }

  function release(): void {
    if (held === undefined || onTheWay > 0) return;
    const form = [...document.querySelectorAll<HTMLFormElement>(WAITING)].find((one) => one.getAttribute("action") === held);
    held = undefined;
    if (form && !document.querySelector("[aria-invalid=true]")) form.requestSubmit();
  }
}
