#include "CAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char layouts_ofm_overview[] = {
#embed "../../../layouts/ofm/ofm-social-overview.json"
};
static const unsigned char layouts_ofm_workflows[] = {
#embed "../../../layouts/ofm/ofm-temporal-workflows.json"
};
static const unsigned char layouts_ofm_budgets[] = {
#embed "../../../layouts/ofm/ofm-llm-budgets.json"
};
static const unsigned char layouts_ofm_alerts[] = {
#embed "../../../layouts/ofm/alerts.yaml"
};
static const unsigned char layouts_ofm_alertmanager[] = {
#embed "../../../layouts/ofm/alertmanager.yaml"
};
static const unsigned char runbook_ofm_LLMBudgetWarning[] = {
#embed "../../../layouts/ofm/runbooks/LLMBudgetWarning.md"
};
static const unsigned char runbook_ofm_LLMBudgetCritical[] = {
#embed "../../../layouts/ofm/runbooks/LLMBudgetCritical.md"
};
static const unsigned char runbook_ofm_PublishErrorRateHigh[] = {
#embed "../../../layouts/ofm/runbooks/PublishErrorRateHigh.md"
};
static const unsigned char runbook_ofm_QueueDepthHigh[] = {
#embed "../../../layouts/ofm/runbooks/QueueDepthHigh.md"
};
static const unsigned char runbook_ofm_WorkflowFailureRateHigh[] = {
#embed "../../../layouts/ofm/runbooks/WorkflowFailureRateHigh.md"
};
static const unsigned char layouts_node[] = {
#embed "../../../layouts/node/node.json"
};
static const unsigned char layouts_prometheus[] = {
#embed "../../../layouts/prometheus/prometheus.json"
};
static const unsigned char demo_config[] = {
#embed "../../../demo/config.yaml"
};
static const unsigned char layouts_intelia_expert_api[] = {
#embed "../../../layouts/intelia-expert/api.json"
};
static const unsigned char layouts_intelia_expert_business[] = {
#embed "../../../layouts/intelia-expert/business.json"
};
static const unsigned char layouts_intelia_expert_executive[] = {
#embed "../../../layouts/intelia-expert/executive.json"
};
static const unsigned char layouts_intelia_expert_health[] = {
#embed "../../../layouts/intelia-expert/health.json"
};
static const unsigned char layouts_intelia_expert_llm_costs[] = {
#embed "../../../layouts/intelia-expert/llm-costs.json"
};
static const unsigned char layouts_intelia_expert_llm_ops[] = {
#embed "../../../layouts/intelia-expert/llm-ops.json"
};
static const unsigned char layouts_luneo_platform_cost[] = {
#embed "../../../layouts/luneo-platform/cost.json"
};
static const unsigned char layouts_luneo_platform_fraud[] = {
#embed "../../../layouts/luneo-platform/fraud.json"
};
static const unsigned char layouts_luneo_platform_performance[] = {
#embed "../../../layouts/luneo-platform/performance.json"
};
static const unsigned char layouts_luneo_platform_slo[] = {
#embed "../../../layouts/luneo-platform/slo.json"
};
static const unsigned char layouts_luneo_platform_users[] = {
#embed "../../../layouts/luneo-platform/users.json"
};
static const unsigned char layouts_luneo_queues_api[] = {
#embed "../../../layouts/luneo-queues/api.json"
};
static const unsigned char layouts_luneo_queues_queues[] = {
#embed "../../../layouts/luneo-queues/queues.json"
};
static const unsigned char layouts_luneo_queues_standby[] = {
#embed "../../../layouts/luneo-queues/standby.json"
};
static const unsigned char layouts_video_pipeline_cost[] = {
#embed "../../../layouts/video-pipeline/cost.json"
};
static const unsigned char layouts_video_pipeline_performance[] = {
#embed "../../../layouts/video-pipeline/performance.json"
};
static const unsigned char layouts_video_pipeline_sla[] = {
#embed "../../../layouts/video-pipeline/sla.json"
};
static const unsigned char layouts_video_pipeline_slo[] = {
#embed "../../../layouts/video-pipeline/slo.json"
};
static const unsigned char layouts_intelia_expert_alertmanager[] = {
#embed "../../../layouts/intelia-expert/alertmanager.yaml"
};
static const unsigned char layouts_intelia_expert_alerts[] = {
#embed "../../../layouts/intelia-expert/alerts.yaml"
};
static const unsigned char layouts_intelia_expert_runbooks_ErrorRateHigh[] = {
#embed "../../../layouts/intelia-expert/runbooks/ErrorRateHigh.md"
};
static const unsigned char layouts_intelia_expert_runbooks_LLMDailyCostHigh[] = {
#embed "../../../layouts/intelia-expert/runbooks/LLMDailyCostHigh.md"
};
static const unsigned char layouts_intelia_expert_runbooks_LLMLatencyHigh[] = {
#embed "../../../layouts/intelia-expert/runbooks/LLMLatencyHigh.md"
};
static const unsigned char layouts_luneo_platform_alertmanager[] = {
#embed "../../../layouts/luneo-platform/alertmanager.yaml"
};
static const unsigned char layouts_luneo_platform_alerts[] = {
#embed "../../../layouts/luneo-platform/alerts.yaml"
};
static const unsigned char layouts_luneo_platform_runbooks_BudgetExceeded[] = {
#embed "../../../layouts/luneo-platform/runbooks/BudgetExceeded.md"
};
static const unsigned char layouts_luneo_platform_runbooks_CriticalFraudBlock[] = {
#embed "../../../layouts/luneo-platform/runbooks/CriticalFraudBlock.md"
};
static const unsigned char layouts_luneo_platform_runbooks_HighAICosts[] = {
#embed "../../../layouts/luneo-platform/runbooks/HighAICosts.md"
};
static const unsigned char layouts_luneo_platform_runbooks_HighErrorRate[] = {
#embed "../../../layouts/luneo-platform/runbooks/HighErrorRate.md"
};
static const unsigned char layouts_luneo_platform_runbooks_HighLatency[] = {
#embed "../../../layouts/luneo-platform/runbooks/HighLatency.md"
};
static const unsigned char layouts_luneo_platform_runbooks_HighRiskFraud[] = {
#embed "../../../layouts/luneo-platform/runbooks/HighRiskFraud.md"
};
static const unsigned char layouts_luneo_queues_alertmanager[] = {
#embed "../../../layouts/luneo-queues/alertmanager.yaml"
};
static const unsigned char layouts_luneo_queues_alerts[] = {
#embed "../../../layouts/luneo-queues/alerts.yaml"
};
static const unsigned char layouts_luneo_queues_runbooks_ApiErrorRate[] = {
#embed "../../../layouts/luneo-queues/runbooks/ApiErrorRate.md"
};
static const unsigned char layouts_luneo_queues_runbooks_ApiLatencyHigh[] = {
#embed "../../../layouts/luneo-queues/runbooks/ApiLatencyHigh.md"
};
static const unsigned char layouts_luneo_queues_runbooks_QueueWaitThreshold[] = {
#embed "../../../layouts/luneo-queues/runbooks/QueueWaitThreshold.md"
};
static const unsigned char layouts_luneo_queues_runbooks_RenderGpuSaturation[] = {
#embed "../../../layouts/luneo-queues/runbooks/RenderGpuSaturation.md"
};
static const unsigned char layouts_luneo_queues_runbooks_StandbyApiUnavailable[] = {
#embed "../../../layouts/luneo-queues/runbooks/StandbyApiUnavailable.md"
};
static const unsigned char layouts_luneo_queues_runbooks_StandbyQueueGrowth[] = {
#embed "../../../layouts/luneo-queues/runbooks/StandbyQueueGrowth.md"
};
static const unsigned char layouts_luneo_queues_runbooks_api_in_error[] = {
#embed "../../../layouts/luneo-queues/runbooks/api-in-error.md"
};
static const unsigned char layouts_luneo_queues_runbooks_gpu_saturated[] = {
#embed "../../../layouts/luneo-queues/runbooks/gpu-saturated.md"
};
static const unsigned char layouts_luneo_queues_runbooks_queue_saturated[] = {
#embed "../../../layouts/luneo-queues/runbooks/queue-saturated.md"
};
static const unsigned char layouts_video_pipeline_alertmanager[] = {
#embed "../../../layouts/video-pipeline/alertmanager.yaml"
};
static const unsigned char layouts_video_pipeline_alerts[] = {
#embed "../../../layouts/video-pipeline/alerts.yaml"
};
static const unsigned char layouts_video_pipeline_runbooks_AIAgentTimeouts[] = {
#embed "../../../layouts/video-pipeline/runbooks/AIAgentTimeouts.md"
};
static const unsigned char layouts_video_pipeline_runbooks_ActiveJobsSpike[] = {
#embed "../../../layouts/video-pipeline/runbooks/ActiveJobsSpike.md"
};
static const unsigned char layouts_video_pipeline_runbooks_DatabaseLatency[] = {
#embed "../../../layouts/video-pipeline/runbooks/DatabaseLatency.md"
};
static const unsigned char layouts_video_pipeline_runbooks_ErrorBudgetBurn[] = {
#embed "../../../layouts/video-pipeline/runbooks/ErrorBudgetBurn.md"
};
static const unsigned char layouts_video_pipeline_runbooks_LatencyAnomaly[] = {
#embed "../../../layouts/video-pipeline/runbooks/LatencyAnomaly.md"
};
static const unsigned char layouts_video_pipeline_runbooks_PipelineCostThreshold[] = {
#embed "../../../layouts/video-pipeline/runbooks/PipelineCostThreshold.md"
};
static const unsigned char layouts_video_pipeline_runbooks_PipelineHighErrorRate[] = {
#embed "../../../layouts/video-pipeline/runbooks/PipelineHighErrorRate.md"
};
static const unsigned char layouts_video_pipeline_runbooks_PipelineRegression[] = {
#embed "../../../layouts/video-pipeline/runbooks/PipelineRegression.md"
};
static const unsigned char layouts_video_pipeline_runbooks_PrometheusDown[] = {
#embed "../../../layouts/video-pipeline/runbooks/PrometheusDown.md"
};
static const unsigned char layouts_video_pipeline_runbooks_PubSubQueueDepth[] = {
#embed "../../../layouts/video-pipeline/runbooks/PubSubQueueDepth.md"
};
static const unsigned char layouts_video_pipeline_runbooks_QAGateRejection[] = {
#embed "../../../layouts/video-pipeline/runbooks/QAGateRejection.md"
};
static const unsigned char layouts_video_pipeline_runbooks_RenderFailures[] = {
#embed "../../../layouts/video-pipeline/runbooks/RenderFailures.md"
};
static const unsigned char layouts_video_pipeline_runbooks_SLABreach[] = {
#embed "../../../layouts/video-pipeline/runbooks/SLABreach.md"
};
static const unsigned char themes_dark[] = {
#embed "../../../themes/dark.json"
};
static const unsigned char themes_light[] = {
#embed "../../../themes/light.json"
};

static const unsigned char themes_high_contrast[] = {
#embed "../../../themes/high-contrast.json"
};
static const unsigned char themes_colour_blind[] = {
#embed "../../../themes/colour-blind.json"
};
static const unsigned char themes_mono[] = {
#embed "../../../themes/mono.json"
};
static const unsigned char themes_terminal[] = {
#embed "../../../themes/terminal.json"
};

#define ASSET(path, array) {path, array, sizeof(array)}

static const hune_asset assets[] = {
    ASSET("layouts/ofm/ofm-social-overview.json", layouts_ofm_overview),
    ASSET("layouts/ofm/ofm-temporal-workflows.json", layouts_ofm_workflows),
    ASSET("layouts/ofm/ofm-llm-budgets.json", layouts_ofm_budgets),
    ASSET("layouts/ofm/alerts.yaml", layouts_ofm_alerts),
    ASSET("layouts/ofm/alertmanager.yaml", layouts_ofm_alertmanager),
    ASSET("layouts/ofm/runbooks/LLMBudgetWarning.md", runbook_ofm_LLMBudgetWarning),
    ASSET("layouts/ofm/runbooks/LLMBudgetCritical.md", runbook_ofm_LLMBudgetCritical),
    ASSET("layouts/ofm/runbooks/PublishErrorRateHigh.md", runbook_ofm_PublishErrorRateHigh),
    ASSET("layouts/ofm/runbooks/QueueDepthHigh.md", runbook_ofm_QueueDepthHigh),
    ASSET("layouts/ofm/runbooks/WorkflowFailureRateHigh.md", runbook_ofm_WorkflowFailureRateHigh),
    ASSET("layouts/node/node.json", layouts_node),
    ASSET("layouts/prometheus/prometheus.json", layouts_prometheus),
    ASSET("demo/config.yaml", demo_config),
    ASSET("layouts/intelia-expert/api.json", layouts_intelia_expert_api),
    ASSET("layouts/intelia-expert/business.json", layouts_intelia_expert_business),
    ASSET("layouts/intelia-expert/executive.json", layouts_intelia_expert_executive),
    ASSET("layouts/intelia-expert/health.json", layouts_intelia_expert_health),
    ASSET("layouts/intelia-expert/llm-costs.json", layouts_intelia_expert_llm_costs),
    ASSET("layouts/intelia-expert/llm-ops.json", layouts_intelia_expert_llm_ops),
    ASSET("layouts/luneo-platform/cost.json", layouts_luneo_platform_cost),
    ASSET("layouts/luneo-platform/fraud.json", layouts_luneo_platform_fraud),
    ASSET("layouts/luneo-platform/performance.json", layouts_luneo_platform_performance),
    ASSET("layouts/luneo-platform/slo.json", layouts_luneo_platform_slo),
    ASSET("layouts/luneo-platform/users.json", layouts_luneo_platform_users),
    ASSET("layouts/luneo-queues/api.json", layouts_luneo_queues_api),
    ASSET("layouts/luneo-queues/queues.json", layouts_luneo_queues_queues),
    ASSET("layouts/luneo-queues/standby.json", layouts_luneo_queues_standby),
    ASSET("layouts/video-pipeline/cost.json", layouts_video_pipeline_cost),
    ASSET("layouts/video-pipeline/performance.json", layouts_video_pipeline_performance),
    ASSET("layouts/video-pipeline/sla.json", layouts_video_pipeline_sla),
    ASSET("layouts/video-pipeline/slo.json", layouts_video_pipeline_slo),
    ASSET("layouts/intelia-expert/alertmanager.yaml", layouts_intelia_expert_alertmanager),
    ASSET("layouts/intelia-expert/alerts.yaml", layouts_intelia_expert_alerts),
    ASSET("layouts/intelia-expert/runbooks/ErrorRateHigh.md", layouts_intelia_expert_runbooks_ErrorRateHigh),
    ASSET("layouts/intelia-expert/runbooks/LLMDailyCostHigh.md", layouts_intelia_expert_runbooks_LLMDailyCostHigh),
    ASSET("layouts/intelia-expert/runbooks/LLMLatencyHigh.md", layouts_intelia_expert_runbooks_LLMLatencyHigh),
    ASSET("layouts/luneo-platform/alertmanager.yaml", layouts_luneo_platform_alertmanager),
    ASSET("layouts/luneo-platform/alerts.yaml", layouts_luneo_platform_alerts),
    ASSET("layouts/luneo-platform/runbooks/BudgetExceeded.md", layouts_luneo_platform_runbooks_BudgetExceeded),
    ASSET("layouts/luneo-platform/runbooks/CriticalFraudBlock.md", layouts_luneo_platform_runbooks_CriticalFraudBlock),
    ASSET("layouts/luneo-platform/runbooks/HighAICosts.md", layouts_luneo_platform_runbooks_HighAICosts),
    ASSET("layouts/luneo-platform/runbooks/HighErrorRate.md", layouts_luneo_platform_runbooks_HighErrorRate),
    ASSET("layouts/luneo-platform/runbooks/HighLatency.md", layouts_luneo_platform_runbooks_HighLatency),
    ASSET("layouts/luneo-platform/runbooks/HighRiskFraud.md", layouts_luneo_platform_runbooks_HighRiskFraud),
    ASSET("layouts/luneo-queues/alertmanager.yaml", layouts_luneo_queues_alertmanager),
    ASSET("layouts/luneo-queues/alerts.yaml", layouts_luneo_queues_alerts),
    ASSET("layouts/luneo-queues/runbooks/ApiErrorRate.md", layouts_luneo_queues_runbooks_ApiErrorRate),
    ASSET("layouts/luneo-queues/runbooks/ApiLatencyHigh.md", layouts_luneo_queues_runbooks_ApiLatencyHigh),
    ASSET("layouts/luneo-queues/runbooks/QueueWaitThreshold.md", layouts_luneo_queues_runbooks_QueueWaitThreshold),
    ASSET("layouts/luneo-queues/runbooks/RenderGpuSaturation.md", layouts_luneo_queues_runbooks_RenderGpuSaturation),
    ASSET("layouts/luneo-queues/runbooks/StandbyApiUnavailable.md", layouts_luneo_queues_runbooks_StandbyApiUnavailable),
    ASSET("layouts/luneo-queues/runbooks/StandbyQueueGrowth.md", layouts_luneo_queues_runbooks_StandbyQueueGrowth),
    ASSET("layouts/luneo-queues/runbooks/api-in-error.md", layouts_luneo_queues_runbooks_api_in_error),
    ASSET("layouts/luneo-queues/runbooks/gpu-saturated.md", layouts_luneo_queues_runbooks_gpu_saturated),
    ASSET("layouts/luneo-queues/runbooks/queue-saturated.md", layouts_luneo_queues_runbooks_queue_saturated),
    ASSET("layouts/video-pipeline/alertmanager.yaml", layouts_video_pipeline_alertmanager),
    ASSET("layouts/video-pipeline/alerts.yaml", layouts_video_pipeline_alerts),
    ASSET("layouts/video-pipeline/runbooks/AIAgentTimeouts.md", layouts_video_pipeline_runbooks_AIAgentTimeouts),
    ASSET("layouts/video-pipeline/runbooks/ActiveJobsSpike.md", layouts_video_pipeline_runbooks_ActiveJobsSpike),
    ASSET("layouts/video-pipeline/runbooks/DatabaseLatency.md", layouts_video_pipeline_runbooks_DatabaseLatency),
    ASSET("layouts/video-pipeline/runbooks/ErrorBudgetBurn.md", layouts_video_pipeline_runbooks_ErrorBudgetBurn),
    ASSET("layouts/video-pipeline/runbooks/LatencyAnomaly.md", layouts_video_pipeline_runbooks_LatencyAnomaly),
    ASSET("layouts/video-pipeline/runbooks/PipelineCostThreshold.md", layouts_video_pipeline_runbooks_PipelineCostThreshold),
    ASSET("layouts/video-pipeline/runbooks/PipelineHighErrorRate.md", layouts_video_pipeline_runbooks_PipelineHighErrorRate),
    ASSET("layouts/video-pipeline/runbooks/PipelineRegression.md", layouts_video_pipeline_runbooks_PipelineRegression),
    ASSET("layouts/video-pipeline/runbooks/PrometheusDown.md", layouts_video_pipeline_runbooks_PrometheusDown),
    ASSET("layouts/video-pipeline/runbooks/PubSubQueueDepth.md", layouts_video_pipeline_runbooks_PubSubQueueDepth),
    ASSET("layouts/video-pipeline/runbooks/QAGateRejection.md", layouts_video_pipeline_runbooks_QAGateRejection),
    ASSET("layouts/video-pipeline/runbooks/RenderFailures.md", layouts_video_pipeline_runbooks_RenderFailures),
    ASSET("layouts/video-pipeline/runbooks/SLABreach.md", layouts_video_pipeline_runbooks_SLABreach),
    ASSET("themes/dark.json", themes_dark),
    ASSET("themes/light.json", themes_light),
    ASSET("themes/terminal.json", themes_terminal),
    ASSET("themes/mono.json", themes_mono),
    ASSET("themes/colour-blind.json", themes_colour_blind),
    ASSET("themes/high-contrast.json", themes_high_contrast),
};

hune_asset hune_asset_at(size_t index) {
  static const hune_asset none = {NULL, NULL, 0};
  return index < sizeof(assets) / sizeof(assets[0]) ? assets[index] : none;
}
