#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.hpp"

/// How the program reads JSON that people write: nothing is guessed, nothing is passed over.
namespace vertrek::forced_return::strict_json {

using Json = nlohmann::ordered_json;

/// The JSON, and the first name that an object in it holds twice; JSON itself lets the last win.
struct Parsed {
  Json json;
  std::string doubled;
};

/// Throws Json::parse_error for what is no JSON, and another Json::exception for what is nested too
/// deep or no UTF-8.
[[nodiscard]] Parsed parse(std::string_view text);

[[nodiscard]] tl::unexpected<Error> wrong(Text what, std::string where, Text remedy);

/// The fields of an object are all known. `where` is what stands before a field in an error.
[[nodiscard]] Result<void> known_fields(Json const& object, std::span<std::string_view const> known,
                                        std::string const& where);

enum class Blank { allowed, refused };

[[nodiscard]] Result<std::string> text_field(Json const& object, std::string_view field,
                                             std::string const& where, Blank blank);

/// A list of texts that holds at least one, none of them blank.
[[nodiscard]] Result<std::vector<std::string>> texts_field(Json const& object,
                                                           std::string_view field,
                                                           std::string const& where);

[[nodiscard]] Result<int> number_field(Json const& object, std::string_view field,
                                       std::string const& where, int least, int most);

/// Nothing goes by the name. `kind` is what it would name: `gebied`, `region`.
[[nodiscard]] tl::unexpected<Error> unknown_name(Text const& kind, std::string_view given,
                                                 std::span<std::string_view const> known,
                                                 std::string where);

}  // namespace vertrek::forced_return::strict_json
