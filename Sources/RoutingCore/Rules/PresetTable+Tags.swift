/// The rows of tags and of the checks before a call.
extension PresetTable {
  static let tags: [PresetRow] = [
    PresetRow(
      .tagSigns, "tag_based_routing.py of each version; vectors of kind candidates",
      read(TagSignsRule.literal), read(TagSignsRule.literal), read(TagSignsRule.literal),
      recorded(TagSignsRule.honoured), chosen(TagSignsRule.honoured)),
    PresetRow(
      .tagDefault, "tag_based_routing.py of each version; vectors of kind candidates",
      read(TagDefaultRule.nobodyLeft), read(TagDefaultRule.nobodyLeft),
      read(TagDefaultRule.nobodyLeft), recorded(TagDefaultRule.unknownTags),
      chosen(TagDefaultRule.never)),
    PresetRow(
      .tagSetting, "tag_based_routing.py of each version; vectors of kind candidates",
      read(TagSettingRule.router), read(TagSettingRule.router), read(TagSettingRule.router),
      recorded(TagSettingRule.requestAndGroup), chosen(TagSettingRule.requestAndGroup)),
    PresetRow(
      .tagEmpty, "tag_based_routing.py of each version; vectors of kind candidates",
      read(TagEmptyRule.denied), read(TagEmptyRule.denied), read(TagEmptyRule.passes),
      recorded(TagEmptyRule.passes), chosen(TagEmptyRule.passes)),
    PresetRow(
      .preCallInput, "router.py of each version, where the checks are called",
      read(PreCallInputRule.messagesOnly), read(PreCallInputRule.messagesOnly),
      read(PreCallInputRule.messagesOnly), read(PreCallInputRule.everyInput),
      chosen(PreCallInputRule.everyInput)),
    PresetRow(
      .inputLimit, "vectors of kind candidates; a deployment's model_info is registered by model",
      read(InputLimitRule.sharedByModel), read(InputLimitRule.sharedByModel),
      read(InputLimitRule.sharedByModel), recorded(InputLimitRule.sharedByModel),
      chosen(InputLimitRule.ownOnly)),
  ]
}
