// The mistakes that the API finds in a document, each with its path: "destination.url: must begin with https://".
const shape = /^([\w.[\]-]+): ([^]*)$/;

function read(mistake) {
  const [, path = '', words = mistake] = shape.exec(mistake) ?? [];
  return { path, words };
}

export class Mistakes {
  constructor(list = []) {
    this.list = list.map(read);
  }

  /** The mistakes of an error response; empty if it has none. */
  static of(failure) {
    return new Mistakes(failure?.problem?.mistakes);
  }

  get any() {
    return this.list.length > 0;
  }

  /** The messages of the mistakes at a path and below it. */
  at(path) {
    return this.list.filter((mistake) => mistake.path === path || ['.', '['].some((next) => mistake.path.startsWith(path + next))).map((mistake) => mistake.words);
  }

  lines() {
    return this.list.map(({ path, words }) => (path ? `${path}: ${words}` : words));
  }
}
