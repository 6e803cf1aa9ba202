"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useDestination, useDestinations } from "@/lib/client/queries/destinations";
import { useKind } from "@/lib/client/queries/kinds";
import type { DestinationShape } from "@/lib/domain/destination";
import type { DestinationDrawerProps } from "./destination-drawer";
import { DestinationForm } from "./destination-form";
import { KindChoice } from "./kind-choice";

export function DrawerPanel({ open, onOpenChange, id, kind, onKindChange, onSaved }: DestinationDrawerProps) {
  const [footer, setFooter] = useState<HTMLElement | null>(null);
  const [isDirty, setDirty] = useState(false);
  const [isAsking, ask] = useState(false);
  useLeaveWarning(isDirty);

  // Closed from outside, by Back: what was typed is still here, so the question comes now.
  useEffect(() => {
    if (open || !isDirty) return;
    onOpenChange(true);
    ask(true);
  }, [open, isDirty, onOpenChange]);

  const close = () => {
    setDirty(false);
    ask(false);
    onOpenChange(false);
  };
  const saved = (destination: DestinationShape) => {
    close();
    onSaved?.(destination);
  };
  const form = { footer, onDirty: setDirty, onSaved: saved, onCancel: () => (isDirty ? ask(true) : close()) };
  return (
    <Drawer
      open={open || isDirty}
      onOpenChange={(next) => (next ? onOpenChange(true) : form.onCancel())}
      title={id ? "Edit destination" : "New destination"}
      footer={<div ref={setFooter} className="flex w-full flex-wrap items-center justify-end gap-2" />}
    >
      {id ? <EditForm id={id} form={form} /> : <NewForm kind={kind} onKindChange={onKindChange} form={form} />}
      <Dialog
        open={isAsking}
        onOpenChange={ask}
        title="Discard what you typed?"
        description="It is not saved yet."
        footer={
          <>
            <Button onClick={() => ask(false)}>Keep editing</Button>
            <Button variant="destructive" onClick={close}>
              Discard
            </Button>
          </>
        }
      />
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

function useLeaveWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
