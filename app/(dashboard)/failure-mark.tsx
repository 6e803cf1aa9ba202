"use client";

import { useEffect } from "react";
import { useAlertSummary } from "@/lib/client/queries/alerts";
import { unmarkTitle, withMark } from "./marked-title";

/** A page in the background is not told of changes: it asks by itself so often, in milliseconds. */
const hiddenEveryMs = 60_000;

/** app/icon.svg with a red dot. */
const markedIcon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#5048c5"/><path d="M7 6v12M17 6v12M7 12h2.6l1.4-2.6 2 5.2 1.4-2.6H17" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/><circle cx="18.5" cy="5.5" r="5.5" fill="#e5484d" stroke="#fff" stroke-width="1.5"/></svg>',
)}`;

/** Shows in the title and the icon of the browser's tab how many deliveries failed in the last 24 hours. */
export function FailureMark() {
  const { data, refetch } = useAlertSummary();
  const failed = data?.failed ?? 0;

  useEffect(() => {
    const timer = setInterval(() => document.hidden && void refetch(), hiddenEveryMs);
    return () => clearInterval(timer);
  }, [refetch]);

  useEffect(() => {
    if (failed === 0) return;
    const mark = () => {
      const title = withMark(document.title, failed);
      if (document.title !== title) document.title = title;
      for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) {
        if (link.href === markedIcon) continue;
        link.dataset.href = link.href;
        link.href = markedIcon;
      }
    };
    // Each page brings a title of its own.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    mark();
    return () => {
      observer.disconnect();
      document.title = unmarkTitle(document.title);
      for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]'))
        if (link.dataset.href) link.href = link.dataset.href;
    };
  }, [failed]);

  return null;
}
