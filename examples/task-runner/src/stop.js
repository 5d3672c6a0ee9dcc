/**
 * Ends this process with one sentence that says what to do.
 * @param {string} sentence
 * @param {1 | 2} code 2 when it was started wrongly
 * @returns {never}
 */
export function stop(sentence, code) {
  console.error(sentence);
  process.exit(code);
}
