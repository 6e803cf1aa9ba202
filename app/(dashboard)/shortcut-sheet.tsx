"use client";

import { Kbd } from "@/components/ui/kbd";
import { Dialog } from "@/components/ui/popup/dialog";
import { goKeys } from "./go-keys";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commandKey: string;
}

/** Lists every key of the dashboard. */
export function ShortcutSheet({ open, onOpenChange, commandKey }: Props) {
  const groups = [
    {
      title: "Anywhere",
      keys: [
        [commandKey, "Search and commands"],
        ["?", "This list"],
        ["Esc", "Close what is open"],
      ],
    },
    { title: "Go to", keys: goKeys.map(({ key, label }) => [`g ${key}`, label]) },
    {
      title: "In a list",
      keys: [
        ["/", "Search in it"],
        ["j", "Next row"],
        ["k", "Previous row"],
        ["Enter", "Open the row"],
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-5">
        {groups.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 text-muted-foreground text-xs">{title}</h3>
            <dl>
              {keys.map(([key = "", what]) => (
                <div key={key} className="flex items-center justify-between gap-4 border-b py-1.5 text-sm last:border-b-0">
                  <dt className="order-last">
                    <Kbd keys={key} />
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
