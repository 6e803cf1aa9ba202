"use client";

import { Layers } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ActionsTh, Table, Th, Thead } from "@/components/ui/table";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useRole } from "@/lib/client/queries/me";
import type { EnvironmentShape } from "@/lib/domain/routing/environment";
import { ListPage } from "../list-page";
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
  return (
    <>
      <ListPage title="Environments" noun="environment" what={what} icon={Layers} list={useEnvironments()} onNew={() => setCreating(true)}>
        {(environments) => <EnvironmentTable environments={environments} onRename={setRenamed} onDelete={setDeleted} />}
      </ListPage>
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
        <ActionsTh />
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
