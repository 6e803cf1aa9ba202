"use client";

import { useState } from "react";
import { useDestination, useDestinations } from "@/lib/client/queries/destinations";
import { useKind } from "@/lib/client/queries/kinds";
import type { DestinationShape } from "@/lib/domain/destination";
import { useUnsaved } from "../form/unsaved";
import { Drawer } from "../ui/drawer";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import type { DestinationDrawerProps } from "./destination-drawer";
import { DestinationForm } from "./destination-form";
import { KindChoice } from "./kind-choice";

export function DrawerPanel({ open, onOpenChange, id, kind, onKindChange, onSaved }: DestinationDrawerProps) {
  const [footer, setFooter] = useState<HTMLElement | null>(null);
  const [isDirty, setDirty] = useState(false);
  const { leave, question } = useUnsaved({ open, onOpenChange, isDirty, onDiscard: () => setDirty(false) });
  const saved = (destination: DestinationShape) => {
    setDirty(false);
    onOpenChange(false);
    onSaved?.(destination);
  };
  const form = { footer, onDirty: setDirty, onSaved: saved, onCancel: leave };
  return (
    <Drawer
      open={open || isDirty}
      onOpenChange={(next) => (next ? onOpenChange(true) : leave())}
      title={id ? "Edit destination" : "New destination"}
      footer={<div ref={setFooter} className="flex w-full flex-wrap items-center justify-end gap-2" />}
    >
      {id ? <EditForm id={id} form={form} /> : <NewForm kind={kind} onKindChange={onKindChange} form={form} />}
      {question}
    </Drawer>
  );
}

type FormProps = Pick<Parameters<typeof DestinationForm>[0], "footer" | "onDirty" | "onSaved" | "onCancel">;

function NewForm({ kind, onKindChange, form }: Pick<DestinationDrawerProps, "kind" | "onKindChange"> & { form: FormProps }) {
  const [chosen, setChosen] = useState<string | null>(kind ?? null);
  const current = useKind((onKindChange ? kind : chosen) ?? "");
  const choose = onKindChange ?? setChosen;
  const taken = useDestinations().data?.map(({ name }) => name) ?? [];
  if (!current) return <KindChoice footer={form.footer} onChoose={choose} onCancel={form.onCancel} />;
  return <DestinationForm key={current.kind} kind={current} saved={null} taken={taken} onOtherKind={() => choose(null)} {...form} />;
}

function EditForm({ id, form }: { id: string; form: FormProps }) {
  const { data, error, refetch } = useDestination(id);
  const kind = useKind(data?.kind ?? "");
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={4} label="Loading the destination" />;
  if (!kind)
    return <p className="text-sm">This installation has no kind of destination called “{data.kind}”, so it cannot be edited here.</p>;
  return <DestinationForm kind={kind} saved={data} taken={[]} {...form} />;
}
