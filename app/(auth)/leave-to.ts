/** Opens another page; resolves with what leaves a form busy, as nothing of it can be pressed until that page is there. */
export function leaveTo(path: string): false {
  window.location.assign(path);
  return false;
}
