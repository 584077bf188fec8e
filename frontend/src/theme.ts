/** Light, dark or as the system has it: kept in a cookie, so that the server draws the right one at once. */
import { toast } from "./toast";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const WORDS: Record<Theme, string> = { system: "Theme follows your device", light: "Light theme", dark: "Dark theme" };
const YEAR_SECONDS = 31_536_000;

/** `data-action="theme"` steps through the themes; a control named by `data-theme-choice` picks one. */
export function startTheme(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest('[data-action="theme"]')) choose(following(current()));
  });
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.matches("[data-theme-choice]")) choose(THEMES.find((theme) => theme === input.value) ?? "system");
  });
}

function current(): Theme {
  return THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
}

function following(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
}

function choose(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  const isSecure = location.protocol === "https:";
  const name = isSecure ? "__Host-theme" : "theme";
  document.cookie = `${name}=${theme};path=/;max-age=${YEAR_SECONDS};samesite=lax${isSecure ? ";secure" : ""}`;
  toast(WORDS[theme]);
}
