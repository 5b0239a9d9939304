import { memo, type ComponentProps } from 'react'
import { RequestChatItem } from '../requests/RequestChatItem.tsx'
import { BottomBar } from './BottomBar.tsx'
import { DeskBell } from './DeskBell.tsx'
import { Rail } from './Rail.tsx'
import { TabList } from './TabList.tsx'

/** The rail with the tabs, the notifications and the request for a chat. It does not change with the open ticket. */
export const WorkbenchRail = memo((props: ComponentProps<typeof Rail>) => (
  <Rail
    {...props}
    beside={<DeskBell />}
    tabs={
      <>
        <TabList folded={props.folded} />
        <RequestChatItem folded={props.folded} />
      </>
    }
  />
))

/** The same on a phone. */
export const WorkbenchBottomBar = (props: ComponentProps<typeof BottomBar>) => <BottomBar {...props} withRequest />
