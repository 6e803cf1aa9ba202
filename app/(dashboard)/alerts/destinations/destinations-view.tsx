"use client";

import { Plus } from "lucide-react";
import { changeAddress } from "@/components/page/address";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useRole } from "@/lib/client/queries/me";
import { openedBy } from "../opened";
import { DestinationList } from "./destination-list";
import { DrawerFromUrl } from "./drawer-from-url";

export function DestinationsView() {
  const { reason } = useRole();
  const isEmpty = useDestinations().data?.length === 0;
  return (
    <>
      <PageHeader
        title="Destinations"
        description="Where alerts go. A destination gets what its subscriptions send to it."
        actions={
          !isEmpty && (
            <Button variant="primary" disabledReason={reason} onClick={() => changeAddress(openedBy.new)}>
              <Plus aria-hidden="true" className="size-4" />
              New destination
            </Button>
          )
        }
      />
      <DestinationList />
      <DrawerFromUrl />
    </>
  );
}
