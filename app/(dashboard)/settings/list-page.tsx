"use client";

import { type LucideIcon, Plus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { ListStates } from "@/components/list/list-states";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useRole } from "@/lib/client/queries/me";

interface Props<Entry> {
  title: string;
  /** What one is: "team". */
  noun: string;
  /** What it is for. */
  what: string;
  icon: LucideIcon;
  list: ComponentProps<typeof ListStates<Entry>>["list"];
  onNew: () => void;
  /** Between the head and the list. */
  notice?: ReactNode;
  children: (entries: Entry[]) => ReactNode;
}

/** A page with a list of what admins make. Until there is one, what it is and the button stand in the middle. */
export function ListPage<Entry>({ title, noun, what, icon, list, onNew, notice, children }: Props<Entry>) {
  const { reason } = useRole();
  const isEmpty = list.data?.length === 0;
  const create = (
    <Button variant="primary" disabledReason={reason} onClick={onNew}>
      <Plus aria-hidden="true" className="size-4" />
      New {noun}
    </Button>
  );
  return (
    <>
      <PageHeader title={title} description={isEmpty ? undefined : what} actions={isEmpty ? undefined : create} />
      {notice}
      <ListStates
        list={list}
        loading={`Loading ${noun}s`}
        empty={
          <EmptyState icon={icon} title={`No ${noun}s yet`} text={what}>
            {create}
          </EmptyState>
        }
      >
        {children}
      </ListStates>
    </>
  );
}
