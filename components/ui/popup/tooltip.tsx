"use client";

import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { usePart } from "./use-part";

/** A pointer that only passes by opens nothing; one on its way to the popup does not close it. */
const openDelayMs = 400;
const closeDelayMs = 120;

const loadPopup = () => import("./tooltip-popup").then((module) => module.TooltipPopup);

interface Props {
  /** Nothing shows without it. */
  content: ReactNode;
  /** One element that takes the props of a button or a link. */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** Words about a control, on hover and on keyboard focus. Screen readers have them as its description. */
export function Tooltip({ content, children }: Props) {
  const id = useId();
  const [Popup, load] = usePart(loadPopup);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!content) return children;

  const set = (next: HTMLElement | null, delayMs = 0) => {
    clearTimeout(timer.current);
    if (next) load();
    if (delayMs > 0) timer.current = setTimeout(() => setAnchor(next), delayMs);
    else setAnchor(next);
  };
  const { props } = children;
  const isName = props["aria-label"] === content;
  const child = cloneElement(children, {
    "aria-describedby": isName ? props["aria-describedby"] : [props["aria-describedby"], id].filter(Boolean).join(" "),
    onPointerEnter(event) {
      props.onPointerEnter?.(event);
      if (event.pointerType === "mouse") set(event.currentTarget, openDelayMs);
    },
    onPointerLeave(event) {
      props.onPointerLeave?.(event);
      if (event.pointerType === "mouse") set(null, closeDelayMs);
    },
    onFocus(event) {
      props.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) set(event.currentTarget);
    },
    onBlur(event) {
      props.onBlur?.(event);
      set(null);
    },
    onKeyDown(event) {
      if (event.key === "Escape" && anchor) {
        event.stopPropagation();
        set(null);
      }
      props.onKeyDown?.(event);
    },
    onClick(event) {
      const { currentTarget } = event;
      props.onClick?.(event);
      // A press on what cannot be pressed asks why; on touch it is the only way to ask.
      set(currentTarget.getAttribute("aria-disabled") === "true" ? currentTarget : null);
    },
  } satisfies HTMLAttributes<HTMLElement>);

  return (
    <>
      {child}
      {!isName && (
        <span id={id} hidden>
          {content}
        </span>
      )}
      {Popup && anchor && (
        <Popup anchor={anchor} onClose={() => set(null)} onStay={() => clearTimeout(timer.current)} onLeave={() => set(null, closeDelayMs)}>
          {content}
        </Popup>
      )}
    </>
  );
}
