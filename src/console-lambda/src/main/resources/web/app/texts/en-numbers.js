// Texts of views: see en.js.
export const numbers = {};
