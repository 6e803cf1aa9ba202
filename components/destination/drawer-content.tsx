"use client";

import { useState } from "react";
import { useDestination, useDestinations } from "@/lib/client/queries/destinations";
import { useKind } from "@/lib/client/queries/kinds";
import { FormDialog } from "../form/form-dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import type { DestinationDrawerProps } from "./destination-drawer";
import { DestinationForm } from "./destination-form";
import { KindChoice } from "./kind-choice";

export const DrawerContent = ({ open, onOpenChange, id, ...rest }: DestinationDrawerProps) => (
  <FormDialog drawer open={open} onOpenChange={onOpenChange} title={id ? "Edit destination" : "New destination"}>
    {id ? <EditForm id={id} {...rest} /> : <NewForm {...rest} />}
  </FormDialog>
);

type FormProps = Pick<DestinationDrawerProps, "kind" | "onKindChange" | "onSaved">;

function NewForm({ kind, onKindChange, onSaved }: FormProps) {
  const [chosen, setChosen] = useState<string | null>(kind ?? null);
  const current = useKind((onKindChange ? kind : chosen) ?? "");
  const choose = onKindChange ?? setChosen;
  const taken = useDestinations().data?.map(({ name }) => name) ?? [];
  if (!current) return <KindChoice onChoose={choose} />;
  return (
    <DestinationForm key={current.kind} kind={current} saved={null} taken={taken} onOtherKind={() => choose(null)} onSaved={onSaved} />
  );
}

function EditForm({ id, onSaved }: { id: string } & FormProps) {
  const { data, error, refetch } = useDestination(id);
  const kind = useKind(data?.kind ?? "");
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={4} label="Loading the destination" />;
  if (!kind)
    return <p className="text-sm">This installation has no kind of destination called “{data.kind}”, so it cannot be edited here.</p>;
  return <DestinationForm kind={kind} saved={data} taken={[]} onSaved={onSaved} />;
}
