package io.jiaxiao.message.template.store;

import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface TemplateMapper {

    @Select("SELECT code, version, lane, title, body FROM template WHERE code = #{code}"
            + " ORDER BY version DESC LIMIT 1")
    @Nullable
    TemplateRow current(@Param("code") String code);

    @Select("SELECT code, version, lane, title, body FROM template WHERE code = #{code} AND version = #{version}")
    @Nullable
    TemplateRow version(@Param("code") String code, @Param("version") int version);

    @Select("SELECT remote_id FROM channel_template WHERE channel = #{channel} AND template_code = #{code}"
            + " AND template_version = #{version}")
    @Nullable
    String remoteId(@Param("channel") String channel, @Param("code") String code, @Param("version") int version);
}
