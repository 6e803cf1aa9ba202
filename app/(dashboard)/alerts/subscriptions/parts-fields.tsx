"use client";

import { Lock, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { type ChannelValues, noChannel } from "@/components/channel/channel-values";
import { KindIcon } from "@/components/kind-icon";
import { Button } from "@/components/ui/button";
import { MultiCombobox } from "@/components/ui/choice/combobox";
import { useKinds } from "@/lib/client/queries/kinds";
import { useParts } from "./parts";

const ChannelFormDrawer = dynamic(() => import("@/components/channel/channel-form").then((module) => module.ChannelForm), { ssr: false });
const DestinationDrawer = dynamic(() => import("@/components/destination/destination-drawer").then((module) => module.DestinationDrawer), {
  ssr: false,
});

interface Props {
  value: string[];
  onValueChange: (ids: string[]) => void;
  error?: string;
}

const say = (...words: (string | false | null)[]) => words.filter(Boolean).join(" · ");

export function ChannelsField({ value, onValueChange, error }: Props) {
  const { channels } = useParts();
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const start = (searched: string) => {
    setText(searched);
    setOpen(true);
  };
  return (
    <WithNew label="New channel" onNew={() => start("")}>
      <MultiCombobox
        label="When any of these channels match"
        value={value}
        onValueChange={onValueChange}
        options={channels.map(({ id, name, pattern, environment, enabled, system }) => ({
          value: id,
          label: name,
          description: say(name !== pattern && `^${pattern}$`, environment, !enabled && "disabled", system && "built in"),
          icon: system ? <Lock aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" /> : undefined,
        }))}
        placeholder="Search channels"
        empty="No channel has that name."
        onCreate={start}
        createLabel={(text) => `New channel “${text}”`}
        error={error}
      />
      {text !== null && (
        <ChannelFormDrawer
          key={text}
          open={isOpen}
          onOpenChange={setOpen}
          id={null}
          initial={startFrom(text)}
          onSaved={({ id }) => onValueChange([...value, id])}
        />
      )}
    </WithNew>
  );
}

/** What somebody searched for is a pattern when it looks like one, else a name. */
function startFrom(text: string): ChannelValues {
  const isPattern = /[:.*|()[\]\\]/.test(text);
  return { ...noChannel, ...(isPattern ? { pattern: text } : { name: text || null }) };
}

export function DestinationsField({ value, onValueChange, error }: Props) {
  const { destinations } = useParts();
  const labels = new Map(useKinds().map(({ kind, label }) => [kind, label]));
  const [isOpen, setOpen] = useState(false);
  const [isUsed, setUsed] = useState(false);
  const start = () => {
    setUsed(true);
    setOpen(true);
  };
  return (
    <WithNew label="New destination" onNew={start}>
      <MultiCombobox
        label="Notify"
        value={value}
        onValueChange={onValueChange}
        options={destinations.map(({ id, name, kind, target, enabled, verified }) => ({
          value: id,
          label: name,
          description: say(labels.get(kind) ?? kind, target !== name && target, !enabled && "disabled", !verified && "not confirmed yet"),
          icon: <KindIcon kind={kind} className="size-4" />,
        }))}
        placeholder="Search destinations"
        empty="No destination has that name."
        onCreate={start}
        createLabel={() => "New destination…"}
        error={error}
      />
      {isUsed && <DestinationDrawer open={isOpen} onOpenChange={setOpen} onSaved={({ id }) => onValueChange([...value, id])} />}
    </WithNew>
  );
}

/** A field with the way to make what it offers. */
const WithNew = ({ label, onNew, children }: { label: string; onNew: () => void; children: ReactNode }) => (
  <div className="grid gap-1.5">
    {children}
    <Button variant="ghost" size="sm" onClick={onNew} className="-ml-2 justify-self-start">
      <Plus aria-hidden="true" className="size-3.5" />
      {label}
    </Button>
  </div>
);
