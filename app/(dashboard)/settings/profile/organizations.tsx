"use client";

import { Check } from "lucide-react";
import { roleLabels } from "@/components/page/role";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { type Me, useSwitchOrganization } from "@/lib/client/queries/me";

export function Organizations({ organizations, currentId }: { organizations: Me["organizations"]; currentId: string }) {
  const { mutate, isPending, isSuccess } = useSwitchOrganization();
  const { show } = useToast();
  const open = (id: string) =>
    mutate(id, {
      // A whole new page: everything on this one is of the other organization.
      onSuccess: () => window.location.assign("/"),
      onError: (error) => show({ tone: "error", title: "This organization cannot be opened", description: error.message }),
    });
  return (
    <ul className="rounded-md border">
      {organizations.map(({ id, name, role }) => (
        <li key={id} className="flex min-h-11 items-center gap-3 border-b px-3 py-1.5 last:border-b-0">
          <span className="grid min-w-0 flex-1">
            <span title={name} className="truncate font-medium">
              {name}
            </span>
            <span className="text-muted-foreground text-xs">{roleLabels[role]}</span>
          </span>
          {id === currentId ? (
            <span className="inline-flex items-center gap-1 text-muted-foreground text-xs">
              <Check aria-hidden="true" className="size-3.5" />
              Open now
            </span>
          ) : (
            <Button size="sm" onClick={() => open(id)} disabled={isPending || isSuccess}>
              Open<span className="sr-only"> {name}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
