import { CircleCheck, CircleOff } from "lucide-react";

const look = "inline-flex items-center gap-1 whitespace-nowrap text-xs";

export const EnabledLabel = ({ enabled }: { enabled: boolean }) =>
  enabled ? (
    <span className={`${look} text-muted-foreground`}>
      <CircleCheck aria-hidden="true" className="size-3.5 text-success" />
      Enabled
    </span>
  ) : (
    <span className={`${look} text-warning`}>
      <CircleOff aria-hidden="true" className="size-3.5" />
      Disabled
    </span>
  );
