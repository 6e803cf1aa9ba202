"use client";

import { Layers, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ListStates } from "@/components/list-states";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Th, Thead } from "@/components/ui/table";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useRole } from "@/lib/client/queries/me";
import type { EnvironmentShape } from "@/lib/domain/environment";
import { useNew } from "../use-new";
import { EnvironmentRow } from "./environment-row";

const EnvironmentDialog = dynamic(() => import("./environment-dialog").then((module) => module.EnvironmentDialog));
const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog));

const what =
  "Where an alert happened: production, staging … Channels, subscriptions and API keys can be bound to one; alerts name it by its slug.";

export function Environments() {
  const { reason } = useRole();
  const [isCreating, setCreating] = useNew();
  const [renamed, setRenamed] = useState<EnvironmentShape | null>(null);
  // Here and not in its row, which is gone while the deletion is under way.
  const [deleted, setDeleted] = useState<EnvironmentShape | null>(null);
  const create = (
    <Button variant="primary" disabledReason={reason} onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" className="size-4" />
      New environment
    </Button>
  );
  const list = useEnvironments();
  return (
    <>
      <PageHeader
        title="Environments"
        description={list.data?.length === 0 ? undefined : what}
        actions={list.data?.length === 0 ? undefined : create}
      />
      <ListStates
        list={list}
        loading="Loading environments"
        empty={
          <EmptyState icon={Layers} title="No environments yet" text={what}>
            {create}
          </EmptyState>
        }
      >
        {(environments) => <EnvironmentTable environments={environments} onRename={setRenamed} onDelete={setDeleted} />}
      </ListStates>
      {isCreating && !reason && <EnvironmentDialog onClose={() => setCreating(false)} />}
      {renamed && <EnvironmentDialog environment={renamed} onClose={() => setRenamed(null)} />}
      {deleted && <DeleteDialog environment={deleted} onClose={() => setDeleted(null)} />}
    </>
  );
}

interface TableProps {
  environments: readonly EnvironmentShape[];
  onRename: (environment: EnvironmentShape) => void;
  onDelete: (environment: EnvironmentShape) => void;
}

const EnvironmentTable = ({ environments, onRename, onDelete }: TableProps) => (
  <Table label="Environments" className="table-fixed">
    <Thead>
      <tr>
        <Th>Name</Th>
        <Th>Slug</Th>
        <Th className="w-32 max-sm:hidden">Created</Th>
        <Th className="w-14">
          <span className="sr-only">Actions</span>
        </Th>
      </tr>
    </Thead>
    <tbody>
      {environments.map((environment) => (
        <EnvironmentRow
          key={environment.id}
          environment={environment}
          onRename={() => onRename(environment)}
          onDelete={() => onDelete(environment)}
        />
      ))}
    </tbody>
  </Table>
);
