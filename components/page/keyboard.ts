const typingTags = ["INPUT", "TEXTAREA", "SELECT"];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || typingTags.includes(target.tagName));

/** Something lies over the page and has the keyboard: a dialog, a menu, a list that is open. A toast is a dialog by its role, and is none. */
const isCovered = (): boolean =>
  document.querySelector('[role="dialog"]:not(.toast), [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;

/** Whether a key by itself may be a shortcut: nobody types, nothing is open, and nothing else took it. */
export const isShortcut = (event: KeyboardEvent): boolean =>
  !(event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isCovered());

/** Whether the machine's command key is ⌘. */
export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
