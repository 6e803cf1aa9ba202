"use client";

import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { ApiError } from "@/lib/client/api";
import { useCreateDestination, useTestDestination, useUpdateDestination } from "@/lib/client/queries/destinations";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/destination";
import type { FieldError } from "@/lib/domain/problem";
import { findRepeated } from "../form/headers-json";
import { type FormValues, sayFieldError, suggestName, toConfig, toValues } from "./form-values";

interface Options {
  kind: DestinationKindShape;
  saved: DestinationShape | null;
  /** Names of other destinations. */
  taken: readonly string[];
  onSaved: (destination: DestinationShape) => void;
}

/** What the drawer's form knows and can do. Whatever is wrong stands beside its field; what belongs to none is `problem`. */
export function useDestinationForm({ kind, saved, taken, onSaved }: Options) {
  const [initial] = useState(() => {
    const values = toValues(kind, saved ?? { name: "", config: {} });
    return saved ? values : { ...values, name: suggestName(kind, values.config, taken) };
  });
  const form = useForm<FormValues>({ defaultValues: initial, shouldFocusError: true });
  const values = form.watch();
  const [isNamed, setNamed] = useState(saved !== null);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useCreateDestination();
  const update = useUpdateDestination();
  const test = useTestDestination();

  const config = toConfig(kind, values, saved !== null);
  const isConfigChanged = JSON.stringify(config) !== JSON.stringify(toConfig(kind, initial, saved !== null));
  const isDirty = isConfigChanged || (isNamed && values.name !== initial.name);

  const suggestion = isNamed ? null : suggestName(kind, values.config, taken);
  const { setValue } = form;
  useEffect(() => {
    if (suggestion !== null) setValue("name", suggestion);
  }, [suggestion, setValue]);

  const fields = [
    { name: "name", label: "Name", path: "name" as const, required: true },
    ...kind.fields.map((field) => ({ ...field, path: `config.${field.name}` as const })),
  ];

  /** Puts each error beside its field, and the caret into the first of them. */
  function showErrors(errors: readonly FieldError[]): void {
    let isFocused = false;
    for (const field of fields) {
      const mine = errors.filter(({ path }) => path === field.path || path.startsWith(`${field.path}.`));
      if (!mine[0]) continue;
      const inside = Object.fromEntries(mine.map((error) => [error.path.slice(field.path.length + 1), sayFieldError(error, field)]));
      form.setError(field.path, { type: "api", message: inside[""] ?? sayFieldError(mine[0], field), types: inside });
      if (!isFocused) form.setFocus(field.path);
      isFocused = true;
    }
    const others = errors.filter(({ path }) => !fields.some((field) => path === field.path || path.startsWith(`${field.path}.`)));
    setProblem(others.map(({ path, message }) => `${path} ${message}`.trim()).join(" ") || null);
  }

  /** What the API cannot see (a header that is there twice) or need not be asked (nothing is there). */
  function isComplete(asked: typeof fields): boolean {
    const errors = asked.flatMap(({ path, name, required }): FieldError[] => {
      const value = path === "name" ? values.name : (values.config[name] ?? "");
      if (typeof value !== "string")
        return findRepeated(value).map((header) => ({ path: `${path}.${header}`, message: "This header is there twice." }));
      return required && value.trim() === "" ? [{ path, message: "is required" }] : [];
    });
    if (errors.length > 0) showErrors(errors);
    return errors.length === 0;
  }

  /** One call at a time, however often and however early a button is pressed. */
  const isBusy = useRef(false);
  async function once(work: () => Promise<unknown>): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setProblem(null);
    form.clearErrors();
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.errors.length > 0) showErrors(error.errors);
      else setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      isBusy.current = false;
    }
  }

  const patch = { ...(values.name !== initial.name ? { name: values.name } : {}), ...(isConfigChanged ? { config } : {}) };
  const save = () =>
    once(async () => {
      if (!isComplete(fields)) return;
      onSaved(
        saved
          ? await update.mutateAsync({ id: saved.id, patch })
          : await create.mutateAsync({ name: values.name, kind: kind.kind, config }),
      );
    });
  const [tested, setTested] = useState<string | null>(null);
  const sendTest = () =>
    once(async () => {
      if (!isComplete(fields.slice(1))) return;
      setTested(JSON.stringify(config));
      await test.mutateAsync(saved ? { id: saved.id, config: isConfigChanged ? config : undefined } : { kind: kind.kind, config });
    });

  return {
    form,
    problem,
    isDirty,
    isSaving: create.isPending || update.isPending,
    isTesting: test.isPending,
    /** The answer to the last test, and whether the settings have changed since. */
    test: test.data ? { result: test.data, isOld: tested !== JSON.stringify(config) } : null,
    onName: () => setNamed(true),
    save,
    sendTest,
  };
}
