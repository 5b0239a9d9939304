import type { Translation } from '../translation.ts'

export default {
  assignees: 'Vorschläge für die Zuweisung',
  assign: 'Zuweisen',
  assignTo: '{name} zuweisen',
  claim: 'Übernehmen',
  you: 'Sie',
  tags: 'Vorschläge:',
  tagList: 'Vorgeschlagene Schlagwörter',
  addTag: 'Schlagwort „{tag}“ hinzufügen',
} satisfies Translation<'suggestions'>
