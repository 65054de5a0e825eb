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
static const unsigned char layouts_node[] = {
#embed "../../../layouts/node/node.json"
};
static const unsigned char layouts_prometheus[] = {
#embed "../../../layouts/prometheus/prometheus.json"
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
    ASSET("layouts/node/node.json", layouts_node),
    ASSET("layouts/prometheus/prometheus.json", layouts_prometheus),
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
