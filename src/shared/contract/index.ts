import type { Client, Contract, Handlers, Publish } from '../rpc.ts'
import { audienceCalls, audiencePushes } from './audiences.ts'
import { calendarCalls } from './calendar.ts'
import { campaignCalls, campaignPushes } from './campaigns.ts'
import { clickCalls, clickPushes } from './clicks.ts'
import { contentCountCalls, contentCountPushes } from './content-count.ts'
import { contentCalls } from './content.ts'
import { deliveryCalls, deliveryPushes } from './deliveries.ts'
import { deliveryFigureCalls, deliveryFigurePushes } from './delivery-figures.ts'
import { deliveryJournalCalls } from './delivery-journal.ts'
import { deliveryListCalls } from './delivery-list.ts'
import { deliveryPlanCalls } from './delivery-plan.ts'
import { deliveryRuleCalls, deliveryRulePushes } from './delivery-rules.ts'
import { deliveryTemplateCalls, deliveryTemplatePushes } from './delivery-templates.ts'
import { deliveryAlertCalls } from './delivery-alerts.ts'
import { deliveryTestCalls } from './delivery-tests.ts'
import { exportCalls, exportPushes } from './exports.ts'
import { fieldCalls } from './fields.ts'
import { importCalls, importPushes } from './imports.ts'
import { incrementalCalls } from './incremental.ts'
import { lineCalls, linePushes } from './lines.ts'
import { peopleCalls, peoplePushes } from './people.ts'
import { proofCalls, proofPushes } from './proofs.ts'
import { snippetCalls, snippetPushes } from './snippets.ts'
import { seriesCalls } from './series.ts'
import { spendingCalls } from './spending.ts'
import { subscriptionCalls, subscriptionPushes } from './subscriptions.ts'
import { loadFileCalls } from './load-files.ts'
import { populationCalls } from './populations.ts'
import { rehearsalCalls, rehearsalPushes } from './rehearsals.ts'
import { suppressionCalls, suppressionPushes } from './suppressions.ts'
import { timelineCalls } from './timeline.ts'
import { workflowCalls, workflowPushes } from './workflows.ts'
import { workflowFileCalls } from './workflow-files.ts'
import { workflowTemplateCalls } from './workflow-templates.ts'
import { workspaceCalls, workspacePushes } from './workspace.ts'

/** Everything that a client can ask of the engine, and everything that the engine tells unasked. */
export const contract = {
  calls: {
    ...workspaceCalls,
    ...spendingCalls,
    ...peopleCalls,
    ...fieldCalls,
    ...importCalls,
    ...exportCalls,
    ...suppressionCalls,
    ...subscriptionCalls,
    ...timelineCalls,
    ...clickCalls,
    ...audienceCalls,
    ...workflowCalls,
    ...rehearsalCalls,
    ...workflowFileCalls,
    ...workflowTemplateCalls,
    ...campaignCalls,
    ...populationCalls,
    ...incrementalCalls,
    ...loadFileCalls,
    ...contentCalls,
    ...contentCountCalls,
    ...snippetCalls,
    ...proofCalls,
    ...deliveryCalls,
    ...deliveryPlanCalls,
    ...calendarCalls,
    ...deliveryFigureCalls,
    ...deliveryJournalCalls,
    ...deliveryListCalls,
    ...deliveryRuleCalls,
    ...deliveryTemplateCalls,
    ...deliveryTestCalls,
    ...deliveryAlertCalls,
    ...seriesCalls,
    ...lineCalls,
  },
  pushes: {
    ...workspacePushes,
    ...peoplePushes,
    ...importPushes,
    ...exportPushes,
    ...suppressionPushes,
    ...subscriptionPushes,
    ...clickPushes,
    ...audiencePushes,
    ...workflowPushes,
    ...rehearsalPushes,
    ...campaignPushes,
    ...deliveryPushes,
    ...deliveryFigurePushes,
    ...contentCountPushes,
    ...snippetPushes,
    ...proofPushes,
    ...deliveryRulePushes,
    ...deliveryTemplatePushes,
    ...linePushes,
  },
} as const satisfies Contract

export type CampanileContract = typeof contract
export type CampanileClient = Client<CampanileContract>
export type CampanileHandlers = Handlers<CampanileContract>
export type CampanilePublish = Publish<CampanileContract>

/** The handlers of some calls of the contract: what one feature contributes. */
export type HandlersOf<Calls> = Pick<CampanileHandlers, keyof Calls & keyof CampanileHandlers>
