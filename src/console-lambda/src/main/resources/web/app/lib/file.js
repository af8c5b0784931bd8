// Gives the person a file that was made in the browser.

// A cell that begins with one of these is a formula to a spreadsheet.
const formula = /^[=+\-@\t\r\n]/;

const cell = (value) => {
  const text = String(value ?? '');
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** A table as CSV: UTF-8 with a byte order mark, as spreadsheets read it. */
export const csv = (header, rows) => `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
