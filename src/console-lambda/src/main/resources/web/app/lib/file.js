// Downloads of files that are created in the browser.

// A spreadsheet reads a cell that begins with one of these characters as a formula.
const formula = /^[=+\-@\t\r\n]/;

const cell = (value) => {
  const text = String(value ?? '');
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** A table as CSV in UTF-8 with a byte order mark, which spreadsheets need. */
export const csv = (header, rows) => `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
