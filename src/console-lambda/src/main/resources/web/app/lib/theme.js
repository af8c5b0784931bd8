// The colours: light, dark, or those of the system. The choice is stored in the browser.
const key = 'leadlog.theme';
export const themes = ['system', 'light', 'dark'];

export const theme = () => localStorage.getItem(key) ?? 'system';

export function applyTheme(choice = theme()) {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export function chooseTheme(choice) {
  localStorage.setItem(key, choice);
  applyTheme(choice);
}
