// Values of a document that may be one value, a list or missing.
export const asList = (value) => (value == null ? [] : Array.isArray(value) ? value : [value]);
