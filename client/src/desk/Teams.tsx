import { Plus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { searchKey } from '../lib/searchKey.ts'
import { isVisible } from '../lib/visible.ts'
import { useAddTeamMutation } from '../tickets/teams.generated.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { TEAM_MAX, TeamLine, type TeamLineProps } from './TeamLine.tsx'

/** The teams, with what an admin can do with each, and a form to add one. Retired ones come last. */
export const Teams = ({ teams, onChanged }: { teams: TeamLineProps['team'][]; onChanged: () => void }) => {
  const t = useTranslations('desk')
  const [text, setText] = useState('')
  const [{ fetching }, send] = useAddTeamMutation()
  const name = text.trim()
  const there = teams.find((team) => [team.name, team.title].some((one) => searchKey(one) === searchKey(name)))
  const active = teams.filter(({ isRetired }) => !isRetired)

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isVisible(name) || there) return
    const { data } = await send({ input: { name } })
    const added = data?.addTeam.team
    if (!added) return void toast(data?.addTeam.errors[0]?.message ?? t('notSaved'), { tone: 'problem' })
    toast(t('added', { name: added.title }))
    setText('')
    onChanged()
  }
  return (
    <section aria-labelledby="desk-teams" className="flex flex-col gap-2">
      <div>
        <h3 id="desk-teams" className="text-sm font-medium">
          {t('teams')}
        </h3>
        <p className="text-xs text-muted">{t('teamsHint')}</p>
      </div>
      <ul aria-labelledby="desk-teams" className="max-h-80 overflow-auto rounded-md border border-line">
        {[...active, ...teams.filter(({ isRetired }) => isRetired)].map((team) => (
          <TeamLine
            key={team.name}
            team={team}
            others={active.filter(({ name: other }) => other !== team.name)}
            onChanged={onChanged}
          />
        ))}
      </ul>
      <Form onSubmit={(event) => void onSubmit(event)} className="flex items-end gap-2">
        <Field
          label={t('newTeam')}
          value={text}
          onChange={setText}
          maxLength={TEAM_MAX}
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <Button type="submit" isDisabled={fetching || !name || there !== undefined} className="h-9 pointer-coarse:h-11">
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
      </Form>
      <p role="status" className="text-xs text-muted empty:hidden">
        {there && t(there.isRetired ? 'thereRetired' : 'thereAlready', { name: there.title })}
      </p>
    </section>
  )
}
