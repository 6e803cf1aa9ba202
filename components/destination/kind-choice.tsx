import { ChevronRight } from "lucide-react";
import { createPortal } from "react-dom";
import { useKinds } from "@/lib/client/queries/kinds";
import { useFormFrame } from "../form/form-frame";
import { KindIcon } from "../kind-icon";
import { Button } from "../ui/button";

/** The first step of a new destination. */
export function KindChoice({ onChoose }: { onChoose: (kind: string) => void }) {
  const frame = useFormFrame();
  return (
    <>
      <p className="mb-3 text-muted-foreground text-sm">Where should alerts go? Choose a kind.</p>
      <KindButtons onChoose={onChoose} />
      {frame?.footer && createPortal(<Button onClick={frame.leave}>Cancel</Button>, frame.footer)}
    </>
  );
}

/** Every kind, with what it does. */
export function KindButtons({ onChoose, disabledReason }: { onChoose: (kind: string) => void; disabledReason?: string }) {
  return (
    <ul className="grid w-full gap-2">
      {useKinds().map(({ kind, label, summary }) => (
        <li key={kind}>
          <Button
            disabledReason={disabledReason}
            onClick={() => onChoose(kind)}
            className="h-auto! w-full justify-start! gap-3! whitespace-normal! px-3! py-2.5! text-left"
          >
            <KindIcon kind={kind} className="size-5" />
            <span className="min-w-0 flex-1">
              <span className="block">{label}</span>
              <span className="block font-normal text-muted-foreground text-xs">{summary}</span>
            </span>
            <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
