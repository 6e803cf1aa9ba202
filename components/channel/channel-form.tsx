"use client";

import { useCreateChannel, useUpdateChannel } from "@/lib/client/queries/channels";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import { examplesFrom, suggestChannelName } from "@/lib/domain/routing/pattern-hints";
import { Form } from "../form/form";
import { FormDialog } from "../form/form-dialog";
import { useForm } from "../form/use-form";
import { ScopeField } from "../scope-field";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { useToast } from "../ui/popup/toast";
import type { ChannelValues } from "./channel-values";
import { NamesPanel } from "./names-panel";
import { PatternField } from "./pattern-field";
import { TryName } from "./try-name";
import { useEngine, useMatches, useSeenNames } from "./use-matches";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Of the one that is changed; null for a new one. */
  id: string | null;
  initial: ChannelValues;
  onSaved?: (channel: ChannelShape) => void;
}

const nameOf = ({ name, pattern }: Pick<ChannelValues, "name" | "pattern">) => name ?? suggestChannelName(pattern);

export const ChannelForm = ({ open, onOpenChange, id, initial, onSaved }: Props) => (
  <FormDialog drawer open={open} onOpenChange={onOpenChange} title={id ? "Edit channel" : "New channel"}>
    <ChannelFields id={id} initial={initial} onSaved={onSaved} />
  </FormDialog>
);

/** Names that no organization has; a pattern that takes them all takes everything. */
const unlikely = ["a", "zq7-unlikely:Ω/x_9", "Some Words. And more"];

function ChannelFields({ id, initial: { enabled, ...given }, onSaved }: Pick<Props, "id" | "initial" | "onSaved">) {
  const { mutateAsync: create } = useCreateChannel();
  const { mutateAsync: update } = useUpdateChannel();
  const { show } = useToast();
  const engine = useEngine();
  const findFault = (written: string) => (written ? (engine?.checkPattern(written) ?? null) : null);
  const form = useForm({
    initial: { name: given.name, pattern: given.pattern, description: given.description, environment: given.environment },
    toBody: (values) => ({ ...values, name: nameOf(values) }),
    saved: id,
    check: ({ pattern }) => {
      const fault = findFault(pattern);
      return fault ? [{ path: "pattern", message: fault.message }] : [];
    },
    send: async (body, patch) => {
      const saved = id ? await update({ id, patch }) : await create({ ...body, enabled });
      show({ tone: "success", title: `${id ? "Saved" : "Created"} ${saved.name}` });
      onSaved?.(saved);
    },
  });
  const { values, set } = form;
  const { pattern, environment } = values;
  const saved = id ? given : null;
  const { names, isLoaded, error, refetch } = useSeenNames(environment);
  const before = useSeenNames(saved?.environment ?? null);
  const matched = useMatches(engine, pattern, names);
  const savedMatches = useMatches(engine, saved?.pattern ?? "", before.names);
  const problem = findFault(pattern);
  const isBroad = Boolean(engine && pattern && !problem && unlikely.every((name) => engine.compilePatterns([pattern])(name).length > 0));
  return (
    <Form form={form} noValidate action={id ? "Save changes" : "Create channel"} busy="Saving…">
      <div className="grid gap-2">
        <PatternField
          value={pattern}
          onValueChange={(next) => set({ pattern: next })}
          problem={problem}
          error={form.errorOf("pattern")}
          isBroad={isBroad}
          environment={environment}
        />
        {!saved && <Examples names={names} onChoose={(next) => set({ pattern: next })} />}
      </div>
      <NamesPanel
        names={names}
        matched={pattern && !problem ? matched : null}
        saved={saved ? savedMatches : null}
        environment={environment}
        isLoaded={isLoaded}
        error={error}
        onRetry={() => void refetch()}
      />
      <TryName engine={engine} pattern={pattern} />
      <Field
        label="Name"
        autoComplete="off"
        maxLength={100}
        placeholder="Payments"
        help={values.name === null && nameOf(values) ? "Suggested from the pattern." : undefined}
        value={nameOf(values)}
        onChange={(event) => set({ name: event.target.value || null })}
        error={form.errorOf("name")}
      />
      <Field label="Description (optional)" autoComplete="off" maxLength={500} placeholder="What it is for" {...form.text("description")} />
      <ScopeField noun="channel" {...form.field("environment")} />
    </Form>
  );
}

const Examples = ({ names, onChoose }: { names: readonly { name: string }[]; onChoose: (pattern: string) => void }) => (
  <div className="flex flex-wrap items-center gap-1.5 text-xs">
    <span className="text-muted-foreground">Start from</span>
    {examplesFrom(names).map(({ label, pattern }) => (
      <Button key={label} size="sm" onClick={() => onChoose(pattern)} className="max-w-full">
        <span>{label}</span>
        <code className="min-w-0 truncate font-mono font-normal text-muted-foreground">{pattern}</code>
      </Button>
    ))}
  </div>
);
