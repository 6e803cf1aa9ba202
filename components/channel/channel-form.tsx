"use client";

import { ApiError } from "@/lib/client/api";
import { useCreateChannel, useUpdateChannel } from "@/lib/client/queries/channels";
import type { ChannelShape } from "@/lib/domain/channel";
import { FormDrawer, type FormState } from "../form/form-drawer";
import { ScopeField } from "../scope-field";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { useToast } from "../ui/toast";
import type { ChannelValues } from "./channel-values";
import { NamesPanel } from "./names-panel";
import { PatternField } from "./pattern-field";
import { examplesFrom, suggestChannelName } from "./pattern-hints";
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

const nameOf = ({ name, pattern }: ChannelValues) => name ?? suggestChannelName(pattern);

export function ChannelForm({ open, onOpenChange, id, initial, onSaved }: Props) {
  const engine = useEngine();
  const { mutateAsync: create } = useCreateChannel();
  const { mutateAsync: update } = useUpdateChannel();
  const { show } = useToast();

  async function save(values: ChannelValues): Promise<void> {
    const problem = values.pattern ? engine?.checkPattern(values.pattern) : null;
    // The form shows it already; the API would say no more.
    if (problem)
      throw new ApiError(422, "invalid_input", "The pattern cannot be used as it is.", [{ path: "pattern", message: problem.message }]);
    const input = { ...values, name: nameOf(values) };
    const { name, pattern, description, environment, enabled } = input;
    const body = { name, pattern, description, environment, enabled };
    const saved = id ? await update({ id, patch: body }) : await create(body);
    show({ tone: "success", title: `${id ? "Saved" : "Created"} ${saved.name}` });
    onSaved?.(saved);
  }

  return (
    <FormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={id ? "Edit channel" : "New channel"}
      initial={initial}
      fields={["name", "pattern", "description", "environment"]}
      saveLabel={id ? "Save changes" : "Create channel"}
      save={save}
    >
      {(form) => <ChannelFields form={form} saved={id ? initial : null} />}
    </FormDrawer>
  );
}

/** Names that no organization has; a pattern that takes them all takes everything. */
const unlikely = ["a", "zq7-unlikely:Ω/x_9", "Some Words. And more"];

function ChannelFields({ form: { values, change, errors }, saved }: { form: FormState<ChannelValues>; saved: ChannelValues | null }) {
  const { pattern, environment } = values;
  const engine = useEngine();
  const { names, isLoaded, error, refetch } = useSeenNames(environment);
  const before = useSeenNames(saved?.environment ?? null);
  const matched = useMatches(engine, pattern, names);
  const savedMatches = useMatches(engine, saved?.pattern ?? "", before.names);
  const problem = pattern ? (engine?.checkPattern(pattern) ?? null) : null;
  const isBroad = Boolean(engine && pattern && !problem && unlikely.every((name) => engine.compilePatterns([pattern])(name).length > 0));
  return (
    <>
      <div className="grid gap-2">
        <PatternField
          value={pattern}
          onValueChange={(next) => change({ pattern: next })}
          problem={problem}
          error={errors.pattern}
          isBroad={isBroad}
          environment={environment}
        />
        {!saved && <Examples names={names} onChoose={(next) => change({ pattern: next })} />}
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
        name="name"
        autoComplete="off"
        maxLength={100}
        placeholder="Payments"
        help={values.name === null && nameOf(values) ? "Suggested from the pattern." : undefined}
        value={nameOf(values)}
        onChange={(event) => change({ name: event.target.value || null })}
        error={errors.name}
      />
      <Field
        label="Description (optional)"
        name="description"
        autoComplete="off"
        maxLength={500}
        placeholder="What it is for"
        value={values.description}
        onChange={(event) => change({ description: event.target.value })}
        error={errors.description}
      />
      <ScopeField noun="channel" value={environment} onValueChange={(next) => change({ environment: next })} error={errors.environment} />
    </>
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
