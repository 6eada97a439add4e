"""Dangers (隐患) from any source, the major ones listed (挂牌督办), the towns' daily patrols (第六条（五）, 第十二条（四）, 第二十一条第二款（四）)."""
