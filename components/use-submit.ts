"use client";

import { type FormEvent, useRef, useState, useSyncExternalStore } from "react";
import { ApiError } from "@/lib/client/api";

/** What is wrong with a form: of the whole, and of each field by its name. */
export interface Problems {
  form: string | null;
  fields: Readonly<Record<string, string>>;
}

export const noProblems: Problems = { form: null, fields: {} };

/** What the API said of each field, for the fields that the form shows; the rest is the form's. */
export function toProblems(error: unknown, shown?: readonly string[]): Problems {
  if (!(error instanceof ApiError)) return { form: "That did not work. Try again.", fields: {} };
  const known = error.errors.filter(({ path }) => shown?.includes(path) ?? path !== "");
  const fields = Object.fromEntries(known.map(({ path, message }) => [path, message]));
  return { form: known.length > 0 && known.length === error.errors.length ? null : error.message, fields };
}

/** The named inputs of a form, so that an error about a field nobody sees is still told. */
const namesOf = (form: HTMLFormElement) => [...form.elements].flatMap((element) => element.getAttribute("name") ?? []);

const never = () => () => {};

/** Sends a form once, however often it is pressed; keeps what is wrong with it. `fields` are those without an input of their name. */
export function useSubmit(act: (data: FormData) => Promise<unknown>, fields: readonly string[] = []) {
  const [problems, setProblems] = useState(noProblems);
  const [isBusy, setBusy] = useState(false);
  // The state would be read too late for a second press in the same frame.
  const isUnderWay = useRef(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isUnderWay.current) return;
    const form = event.currentTarget;
    isUnderWay.current = true;
    setBusy(true);
    setProblems(noProblems);
    try {
      await act(new FormData(form));
    } catch (error) {
      setProblems(toProblems(error, [...namesOf(form), ...fields]));
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }

  // Before the page's script is there, the browser would send the form by itself, and what was typed would be lost.
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return { submit, isBusy, canSubmit: isReady && !isBusy, problems };
}
