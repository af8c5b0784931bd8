// Light, dark, or what the system says. The choice is kept in the browser; nothing of a lead ever is.
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
