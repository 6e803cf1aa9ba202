"use client";

import { type ChangeEvent, useRef, useState } from "react";
import type { FieldError } from "@/lib/domain/problem";
import { changesOf } from "./changes-of";
import { FormError, type Problems, toProblems } from "./problems";

interface Options<Values, Body> {
  /** What it begins with: a value for each field that it shows, by the API's name of it (`name`, `config.url`). It follows what somebody else changes. */
  initial: Values;
  /** The body for the API; without it, the values as they are. */
  toBody?: (values: Values) => Body;
  /**
   * The id of what exists already: only what changed is sent, and nothing when nothing did; what somebody else changes of it meanwhile is told.
   */
  saved?: string | null;
  /** What the form can tell without asking the API. */
  check?: (values: Values) => readonly FieldError[];
  /** Sends it; what it throws is shown. Giving `false` leaves the form as it is and busy: what follows is on its way. */
  send: (body: Body, changes: Partial<Body>) => Promise<unknown>;
  /** What was sent does not stay in it: passwords. */
  clears?: boolean;
  /** What is wrong from the start. */
  problem?: string | null;
}

export type FormState = Pick<
  ReturnType<typeof useForm<object, object>>,
  "isDirty" | "isSending" | "isBusy" | "problem" | "isSignedOut" | "refusals" | "submit" | "saved" | "hasSent" | "load" | "loads"
>;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Inputs that keep their text themselves: what was typed before the page's script was there counts too. */
function readInputs<Values extends object>(form: HTMLFormElement, values: Values): Values {
  const typed = [...new FormData(form)].filter(([name, value]) => name in values && typeof value === "string");
  return { ...values, ...Object.fromEntries(typed) };
}

/** The state of one form: its values, what is wrong with them, what of them is not sent yet. It is sent once, however often it is pressed. */
export function useForm<Values extends object, Body extends object = Values>(options: Options<Values, Body>) {
  const { initial, saved = null, check, send, clears = false } = options;
  const toBody = options.toBody ?? ((given: Values) => given as unknown as Body);
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  /** What inputs that keep their text themselves begin with, and how often that was put in anew. */
  const [shown, setShown] = useState({ values: initial, loads: 0 });
  const [hasSent, setHasSent] = useState(false);
  const [problems, setProblems] = useState<Problems>({ form: options.problem ?? null, fields: {} });
  const [refusals, setRefusals] = useState(0);
  const [work, setWork] = useState<"send" | "other" | null>(null);
  // The state would be read too late for a second press in the same frame.
  const isUnderWay = useRef(false);

  function refuse(error: unknown): void {
    setProblems(toProblems(error, Object.keys(initial)));
    setRefusals((count) => count + 1);
  }

  /** Does one thing at a time, and shows what goes wrong with it, `wrong` before it is tried. Resolves with whether it was done. */
  async function attempt(act: () => Promise<unknown>, wrong: readonly FieldError[] = [], kind: typeof work = "other"): Promise<boolean> {
    if (isUnderWay.current) return false;
    setProblems({ form: null, fields: {} });
    if (wrong.length > 0) {
      refuse(new FormError("", wrong));
      return false;
    }
    isUnderWay.current = true;
    setWork(kind);
    let isLeaving = false;
    try {
      isLeaving = (await act()) === false;
      return !isLeaving;
    } catch (error) {
      refuse(error);
      return false;
    } finally {
      if (!isLeaving) {
        isUnderWay.current = false;
        setWork(null);
      }
    }
  }

  /** What would be sent now. A field that was refused is said again, though it stands as it was. */
  function read(now = values): { body: Body; changes: Partial<Body> } {
    const body = toBody(now);
    return { body, changes: changesOf(toBody(start), body, Object.keys(problems.fields)) };
  }

  async function submit(form: HTMLFormElement): Promise<boolean> {
    const now = readInputs(form, values);
    const { body, changes } = read(now);
    const act = async () => {
      setValues(now);
      const isUnchanged = saved !== null && Object.keys(changes).length === 0;
      if (!isUnchanged) setHasSent(true);
      const answer = isUnchanged || (await send(body, changes));
      if (clears) {
        setValues(start);
        form.reset();
      } else {
        setStart(now);
        setShown(({ loads }) => ({ values: now, loads }));
      }
      return answer;
    };
    return attempt(act, check?.(now), "send");
  }

  /** Takes over what somebody else changed; what was typed here stays, but for fields that are as they were. */
  function load(): void {
    const merged = Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const key = name as keyof Values;
        return [name, isSame(value, start[key]) ? initial[key] : value];
      }),
    ) as Values;
    setStart(initial);
    setValues(merged);
    setShown(({ loads }) => ({ values: merged, loads: loads + 1 }));
  }

  function set(patch: Partial<Values>): void {
    setValues((before) => ({ ...before, ...patch }));
    setProblems((before) => ({
      ...before,
      fields: Object.fromEntries(Object.entries(before.fields).filter(([name]) => !(name in patch))),
    }));
  }

  const setOne = (name: keyof Values, value: unknown) => set({ [name]: value } as unknown as Partial<Values>);

  const errorsIn = (name: keyof Values & string) => problems.fields[name] ?? {};
  const errorOf = (name: keyof Values & string): string | undefined => errorsIn(name)[""] ?? Object.values(errorsIn(name))[0];

  return {
    values,
    set,
    /** Of a field; the first one inside it, where there is none of itself. */
    errorOf,
    /** By the rest of their paths. */
    errorsIn,
    /** For a control of any kind. */
    field: <Name extends keyof Values & string>(name: Name) => ({
      value: values[name],
      onValueChange: (value: Values[Name]) => setOne(name, value),
      error: errorOf(name),
    }),
    /** For an input that keeps its text itself. */
    text: (name: keyof Values & string) => ({
      name,
      defaultValue: String(shown.values[name] ?? ""),
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setOne(name, event.target.value),
      error: errorOf(name),
    }),
    read,
    attempt,
    submit,
    problem: problems.form,
    /** It was refused since the session has ended. */
    isSignedOut: problems.isSignedOut === true,
    saved,
    /** It has sent something itself. */
    hasSent,
    /** Null when it shows all that there is to show. */
    load: saved === null || isSame(toBody(initial), toBody(start)) ? null : load,
    loads: shown.loads,
    /** How often something was wrong with it. */
    refusals,
    isDirty: !isSame(values, start),
    isBusy: work !== null,
    isSending: work === "send",
  };
}
