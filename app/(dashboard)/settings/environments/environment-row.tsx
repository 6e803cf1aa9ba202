"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Td, Tr } from "@/components/ui/table";
import { useRole } from "@/lib/client/queries/me";
import type { EnvironmentShape } from "@/lib/domain/routing/environment";
import { RowMenu } from "../row-menu";

interface Props {
  environment: EnvironmentShape;
  onRename: () => void;
  onDelete: () => void;
}

export function EnvironmentRow({ environment, onRename, onDelete }: Props) {
  const { reason } = useRole();
  const { name, slug, created_at } = environment;
  return (
    <Tr>
      <Td>
        <span title={name} className="block truncate font-medium">
          {name}
        </span>
      </Td>
      <Td>
        <span className="flex items-center gap-1">
          <code title={slug} className="truncate font-mono text-xs">
            {slug}
          </code>
          <CopyButton text={slug} label={`Copy the slug ${slug}`} />
        </span>
      </Td>
      <Td className="text-muted-foreground text-xs max-sm:hidden">
        <RelativeTime iso={created_at} />
      </Td>
      <Td className="text-right">
        <RowMenu
          label={`Actions for ${name}`}
          reason={reason}
          items={[{ label: "Rename…", onSelect: onRename }, "separator", { label: "Delete…", destructive: true, onSelect: onDelete }]}
        />
      </Td>
    </Tr>
  );
}
