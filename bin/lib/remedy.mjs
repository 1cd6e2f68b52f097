/**
 * What to do where the system refuses to write, by the code or a word of its message; undefined for anything else.
 * @param {string} text
 */
export function remedyOf(text) {
  if (/ENOSPC|EDQUOT|no space left/i.test(text)) return "no space is left on the disk: free some and run again";
  if (/EFBIG|file too large/i.test(text))
    return "files of this size are not allowed: raise the limit (ulimit -f) and run again";
  if (/EACCES|EROFS/.test(text)) return "a file cannot be written: look at its permissions and run again";
  return undefined;
}
