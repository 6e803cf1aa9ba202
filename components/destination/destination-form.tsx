"use client";

import { Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useCreateDestination, useTestDestination, useUpdateDestination } from "@/lib/client/queries/destinations";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { type ConfigValues, checkValues, toConfig, toValues } from "../form/field-values";
import { FieldsForm } from "../form/fields-form";
import { Form } from "../form/form";
import { useForm } from "../form/use-form";
import { KindIcon } from "../kind-icon";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { suggestName } from "./suggest-name";
import { TestResult } from "./test-result";

interface Props {
  kind: DestinationKindShape;
  saved: DestinationShape | null;
  /** Names of other destinations. */
  taken: readonly string[];
  onOtherKind?: () => void;
  onSaved?: (destination: DestinationShape) => void;
}

/** A name that nobody typed is null: it follows the config. */
interface Values extends ConfigValues {
  name: string | null;
}

/** The form of any kind, drawn from the kind's fields. */
export function DestinationForm({ kind, saved, taken, onOtherKind, onSaved }: Props) {
  const create = useCreateDestination();
  const update = useUpdateDestination();
  const test = useTestDestination();
  const nameOf = ({ name, ...config }: Values) => name ?? suggestName(kind, config, taken);
  const initial: Values = { name: saved?.name ?? null, ...toValues(kind.fields, saved?.config ?? {}) };
  const form = useForm({
    initial,
    toBody: (values) => ({ name: nameOf(values), config: toConfig(kind.fields, values, saved !== null) }),
    saved: saved?.id,
    check: (values) => [
      ...(nameOf(values).trim() === "" ? [{ path: "name", message: "is required" }] : []),
      ...checkValues(kind.fields, values),
    ],
    send: async (body, patch) => {
      const destination = await (saved ? update.mutateAsync({ id: saved.id, patch }) : create.mutateAsync({ kind: kind.kind, ...body }));
      onSaved?.(destination);
    },
  });

  const { body, changes } = form.read();
  const config = JSON.stringify(body.config);
  const [tested, setTested] = useState<string | null>(null);
  const sendTest = () =>
    form.attempt(
      () => {
        setTested(config);
        return test.mutateAsync(saved ? { id: saved.id, config: changes.config } : { kind: kind.kind, config: body.config });
      },
      checkValues(kind.fields, form.values),
    );
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (test.data) answer.current?.scrollIntoView({ block: "nearest" });
  }, [test.data]);
  return (
    <Form
      form={form}
      noValidate
      action={saved ? "Save changes" : "Create destination"}
      busy="Saving…"
      beside={
        <Button onClick={() => void sendTest()} aria-disabled={form.isBusy || undefined}>
          <Send aria-hidden="true" className="size-3.5" />
          {test.isPending ? "Sending…" : "Send test"}
        </Button>
      }
    >
      <div className="flex items-center gap-3 rounded-md bg-muted/60 px-3 py-2">
        <KindIcon kind={kind.kind} className="size-5" />
        <p className="min-w-0 flex-1">
          <span className="block font-medium text-sm">{kind.label}</span>
          <span className="block text-muted-foreground text-xs">{kind.summary}</span>
        </p>
        {onOtherKind && (
          <Button size="sm" variant="ghost" onClick={onOtherKind}>
            Change kind
          </Button>
        )}
      </div>
      <FieldsForm fields={kind.fields} form={form} autoFocus={!saved} />
      <Field
        label="Name"
        help="What it is called in subscriptions and in the history."
        error={form.errorOf("name")}
        autoComplete="off"
        maxLength={100}
        value={body.name}
        onChange={(event) => form.set({ name: event.target.value })}
      />
      <div ref={answer} className="scroll-my-4 empty:hidden">
        {test.data && <TestResult kind={kind} result={test.data} isOld={tested !== config} />}
      </div>
    </Form>
  );
}
